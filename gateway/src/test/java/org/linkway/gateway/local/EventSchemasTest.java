package org.linkway.gateway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.store.StoredReferral;
import org.linkway.referral.EventType;
import org.linkway.referral.ReferralEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventSchemasTest {
    private static final JsonMapper JSON = ReferralJson.mapper();
    private static final List<String> COMMON = List.of("id", "type", "occurredAt", "recordedBy");

    private final Components components = new Components();
    private final JsonNode any = json(new EventSchemas(new ModelSchemas()).addTo(components));
    private final JsonNode schemas = json(components).get("schemas");

    private static JsonNode json(Object described) {
        return JSON.readTree(Json31.pretty(described));
    }

    @ParameterizedTest
    @EnumSource
    void thereIsOneForEachEventThatAWorkerMayReportAndForNoOther(EventType type) {
        boolean reportable = EventJson.reportable().contains(type);

        assertThat(schemas.has(type.code())).isEqualTo(reportable);
        assertThat(any.at("/discriminator/mapping").has(type.code())).isEqualTo(reportable);
        assertThat(any.findValuesAsString("$ref").contains("#/components/schemas/" + type.code()))
                .isEqualTo(reportable);
    }

    static List<EventType> reportable() {
        return EventJson.reportable();
    }

    @ParameterizedTest
    @MethodSource("reportable")
    void itsMembersAreThoseOfTheRecordAndTheCommonOnes(EventType type) {
        JsonNode schema = schemas.get(type.code());

        assertThat(schema.at("/properties/type/const").stringValue()).isEqualTo(type.code());
        assertThat(schema.get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                COMMON.stream(),
                                Arrays.stream(type.detail().getRecordComponents())
                                        .map(RecordComponent::getName))
                        .toList());
        assertThat(required(type)).containsAll(COMMON);
    }

    @Test
    void whatIsAskedForInAnyCaseIsRequired() {
        assertThat(required(EventType.ACCEPTED)).containsExactlyInAnyOrderElementsOf(COMMON);
        assertThat(required(EventType.COMPLETED)).contains("outcome").doesNotContain("actionForGp");
        assertThat(required(EventType.REJECTED_BY_SERVICE)).contains("reason", "reasonText", "actionForGp");
        // Either of two is enough.
        assertThat(required(EventType.NEEDS_ASSESSED)).doesNotContain("needs", "inOwnWords");
    }

    private Set<String> required(EventType type) {
        return Set.copyOf(schemas.get(type.code())
                .get("required")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList());
    }

    /** One of each type, full of details, as link workers' systems send them. */
    static Stream<JsonNode> events() {
        return StoredReferral.ofVersion(ReferralEvent.SCHEMA_VERSION).stream()
                .flatMap(stored -> stored.events().stream())
                .filter(event -> EventType.fromCode(event.get("type").stringValue())
                        .filter(EventJson.reportable()::contains)
                        .isPresent())
                .map(EventSchemasTest::flat);
    }

    private static JsonNode flat(JsonNode stored) {
        ObjectNode event = stored.deepCopy().asObject();
        event.remove(List.of("recordedAt", "schemaVersion", "detail"));
        return event.setAll(stored.get("detail").asObject());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventThatTheApiReadsFitsItsSchema(JsonNode event) {
        new EventJson(new LocalJson(JSON)).read(event.toString().getBytes(UTF_8));

        assertThat(faults(event)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventWithAMemberThatTheApiDoesNotKnowFitsNone(JsonNode event) {
        JsonNode other = event.deepCopy().asObject().put("mood", "good");

        assertThat(faults(other)).containsExactly("/mood is not described");
    }

    private List<String> faults(JsonNode event) {
        JsonNode schema = schemas.get(event.get("type").stringValue());
        return new SchemaFaults(schemas).of(event, schema, "").toList();
    }
}
