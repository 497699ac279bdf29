package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The GP record of the sandbox, as it stands there, whatever the gateway says of it. */
public final class GpRecord {
    /** Referral to social prescribing service. */
    public static final String REFERRED = "871731000000106";
    /** Seen by social prescribing link worker. */
    public static final String SEEN = "1362931000000106";
    /** Social prescribing case closed. */
    public static final String CLOSED = "1362721000000106";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Http http;

    GpRecord(Http http) {
        this.http = http;
    }

    /** Waits until these codes stand in the record of the person, each as often as it is named, and no others. */
    public void assertCodes(InventedPerson person, String... codes) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Stream.of("Procedure", "Observation")
                                .flatMap(type -> entries(type, person))
                                .map(entry -> entry.at("/code/coding/0/code").asString()))
                        .containsExactlyInAnyOrder(codes));
    }

    /** Waits until one text in the record of the person has all these words. */
    public void assertText(InventedPerson person, String... words) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(texts(person))
                        .anySatisfy(text -> assertThat(text).contains(words)));
    }

    private List<String> texts(InventedPerson person) {
        return entries("Communication", person)
                .map(entry -> entry.at("/payload/0/contentString").asString())
                .toList();
    }

    private Stream<JsonNode> entries(String type, InventedPerson person) {
        JsonNode found = http.get("/sandbox/gp/fhir/" + type
                        + "?patient.identifier=https://fhir.nhs.uk/Id/nhs-number%7C" + person.nhsNumber())
                .expect(200)
                .body();
        return StreamSupport.stream(found.path("entry").spliterator(), false).map(entry -> entry.path("resource"));
    }
}
