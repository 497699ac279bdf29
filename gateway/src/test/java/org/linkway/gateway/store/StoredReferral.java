package org.linkway.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A referral as a released version of Linkway stored it.
 *
 * @param name of the fixture
 * @param stands how it stood after each of its events, by that version: status and stage
 * @param document as it stood in the table {@code referral}
 * @param events as they stood in the table {@code referral_event}, oldest first
 */
public record StoredReferral(String name, List<String> stands, JsonNode document, List<JsonNode> events) {
    private static final JsonMapper JSON = ReferralJson.mapper();

    /** Those of a version of the events' schema; none where there is no folder. */
    public static List<StoredReferral> ofVersion(int schemaVersion) {
        URL folder = StoredReferral.class.getResource("/fixtures/stored-events/v" + schemaVersion);
        try (Stream<Path> files = folder == null ? Stream.empty() : Files.list(Path.of(folder.toURI()))) {
            return files.sorted().map(StoredReferral::from).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static StoredReferral from(Path file) {
        JsonNode fixture = JSON.readTree(file);
        return new StoredReferral(
                file.getParent().getFileName() + "/" + file.getFileName(),
                fixture.get("stands").valueStream().map(JsonNode::stringValue).toList(),
                fixture.get("referral"),
                fixture.get("events").valueStream().toList());
    }

    /** As this version reads it. */
    Referral read() {
        return JSON.treeToValue(document, Referral.class)
                .withHistory(
                        events.stream()
                                .map(event -> JSON.treeToValue(event, ReferralEvent.class))
                                .toList(),
                        List.of());
    }

    /** How it stood at the end. */
    String standing() {
        return stands.get(stands.size() - 1);
    }

    boolean isOpen() {
        return Stream.of("requested", "accepted", "in-progress", "on-hold")
                .anyMatch(status -> standing().startsWith(status + ":"));
    }

    /** The text of a member of the document; empty where it has none. */
    Optional<String> text(String pointer) {
        return document.at(pointer).stringValueOpt();
    }

    @Override
    public String toString() {
        return name;
    }
}
