package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.EntryReads;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.PulledEntries;
import org.linkway.routes.port.RecordChannels;
import org.linkway.workflow.EntryRead;
import org.linkway.workflow.Party;
import org.linkway.workflow.RecordChannel;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Entries that wait to be read are delivered once the practice has read them. What is shown together is looked up together. */
final class JdbcEntryReads implements EntryReads, PulledEntries {
    private static final Set<String> TYPES =
            Arrays.stream(RecordResource.values()).map(RecordResource::fhirType).collect(Collectors.toSet());
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final EntryWriter writer;
    private final JsonMapper json;
    private final RecordChannels channels;
    private final DeliveryWaker waker;
    private final Clock clock;

    JdbcEntryReads(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            JsonMapper json,
            AuditBook audit,
            RecordChannels channels,
            DeliveryWaker waker,
            Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.writer = new EntryWriter(jdbc, json, audit);
        this.json = json;
        this.channels = channels;
        this.waker = waker;
        this.clock = clock;
    }

    /**
     * An entry of which something is shown.
     *
     * @param newest the version of its resource that stands now
     */
    private record Shown(RecordEntry entry, Read before, long newest) {
        /** Of which edition what stands now has been read, after this. */
        Read after(boolean standing) {
            return new Read(true, standing ? entry.edition() : before.edition());
        }
    }

    @Override
    public void shown(Party reader, List<Version> versions) {
        if (!mayPull(reader)) {
            return;
        }
        List<Version> ofEntries = versions.stream()
                .filter(it -> TYPES.contains(it.resource().type()))
                .filter(it -> UUIDS.matcher(it.resource().id()).matches())
                .toList();
        if (!ofEntries.isEmpty()) {
            find(ofEntries).forEach(it -> note(it, isStanding(it, ofEntries), reader.odsCodes()));
        }
    }

    /** Where nobody proves who they are, as in the sandbox, the one sender stands for every practice. */
    private boolean mayPull(Party reader) {
        return channels.anyPulls()
                && (reader.odsCodes().isEmpty()
                        || reader.odsCodes().stream()
                                .anyMatch(
                                        ods -> channels.of(new Practice(ods, Optional.empty())) == RecordChannel.PULL));
    }

    private List<Shown> find(List<Version> versions) {
        return jdbc.sql("""
                        select document, seen_at, read_edition,
                            (select max(version) from resource_version
                                where type in (:types) and resource_version.id = cast(record_entry.id as varchar(36)))
                                as newest
                        from record_entry where id in (:ids)
                        """)
                .param("types", TYPES)
                .param(
                        "ids",
                        versions.stream()
                                .map(it -> UUID.fromString(it.resource().id()))
                                .collect(Collectors.toSet()))
                .query((row, number) -> new Shown(
                        json.readValue(row.getString("document"), RecordEntry.class), read(row), row.getLong("newest")))
                .list();
    }

    /** Whether what is shown of it is what stands now. */
    private static boolean isStanding(Shown shown, List<Version> versions) {
        return versions.stream()
                .filter(it -> it.resource().id().equals(shown.entry().id().toString()))
                .anyMatch(it -> it.version() >= shown.newest());
    }

    private void note(Shown shown, boolean standing, Set<String> reader) {
        Read after = shown.after(standing);
        Optional<RecordEntry> delivered = standing ? EntryRead.delivered(shown.entry(), reader) : Optional.empty();
        if (after.equals(shown.before()) && delivered.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        unitOfWork.write(transaction -> {
            keep(shown.entry().id(), after, now);
            // An entry that has moved meanwhile is settled by its delivery, which finds what is kept here.
            return delivered.map(it -> writer.move(it, now)).orElse(true);
        });
        if (delivered.isPresent()) {
            waker.wake(shown.entry().id());
        }
    }

    private void keep(UUID entry, Read read, Instant now) {
        jdbc.sql("""
                        update record_entry set seen_at = coalesce(seen_at, :now), read_edition = :edition where id = :id
                        """)
                .param("now", Instants.column(now))
                .param("edition", read.edition())
                .param("id", entry)
                .update();
    }

    @Override
    public Read of(UUID entry) {
        return jdbc.sql("select seen_at, read_edition from record_entry where id = :id")
                .param("id", entry)
                .query((row, number) -> read(row))
                .optional()
                .orElseGet(Read::nothing);
    }

    private static Read read(ResultSet row) throws SQLException {
        return new Read(Instants.readOptional(row, "seen_at").isPresent(), row.getInt("read_edition"));
    }
}
