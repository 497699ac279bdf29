package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a developer of a link workers' platform reads first. */
@Journey
class OpenApiIT {
    private static final String EVENTS = "/paths/~1local~1v1~1referrals~1{id}~1events/post";

    private final Http http;

    OpenApiIT(Http http) {
        this.http = http;
    }

    @Test
    void describesTheLocalApiAndNothingElse() {
        assertThat(api().at("/info/title").asString()).isEqualTo("Linkway local API");
        assertThat(api().get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/local/v1/referrals",
                        "/local/v1/referrals/{id}",
                        "/local/v1/referrals/{id}/events",
                        "/local/v1/referrals/{id}/person-view",
                        "/local/v1/referrals/{id}/record",
                        "/local/v1/record-entries",
                        "/local/v1/record-entries/{id}/settle",
                        "/local/v1/events",
                        "/local/v1/worklist",
                        "/local/v1/deliveries",
                        "/local/v1/deliveries/replay",
                        "/local/v1/deliveries/cancel",
                        "/local/v1/deliveries/{id}/replay",
                        "/local/v1/deliveries/{id}/cancel",
                        "/local/v1/deliveries/destinations",
                        "/local/v1/deliveries/destinations/pause",
                        "/local/v1/deliveries/destinations/resume",
                        "/local/v1/deliveries/destinations/drain",
                        "/local/v1/alerts");
    }

    @Test
    void saysOfEachOperationWhatItDoesAndOfEachParameterWhatItMeans() {
        assertThat(operations()).hasSize(20).allSatisfy(operation -> {
            assertThat(operation.path("summary").asString()).isNotBlank();
            assertThat(operation.path("operationId").asString()).doesNotContain("_");
            assertThat(operation.path("parameters"))
                    .allSatisfy(parameter ->
                            assertThat(parameter.path("description").asString()).isNotBlank());
        });
    }

    @Test
    void answersEachRefusalWithAProblem() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.get("responses").properties())
                        .anySatisfy(answer -> assertThat(answer.getKey()).isEqualTo("400"))
                        .filteredOn(answer -> !answer.getKey().startsWith("2"))
                        .allSatisfy(answer -> assertThat(answer.getValue()
                                        .at("/content/application~1problem+json/schema/$ref")
                                        .asString())
                                .isEqualTo("#/components/schemas/Problem")));
        assertThat(api().at(EVENTS + "/responses").propertyNames())
                .isEqualTo(Set.of("201", "400", "404", "409", "412", "413", "422", "503"));
    }

    @Test
    void saysOfEachAnswerHowItIsWritten() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.get("responses").properties())
                        .filteredOn(answer -> answer.getKey().equals("200"))
                        .allSatisfy(answer -> assertThat(answer.getValue()
                                        .at("/content/application~1json/schema/$ref")
                                        .asString())
                                .startsWith("#/components/schemas/")));
        assertThat(api().at("/components/schemas/DestinationsPage/properties/destinations/items/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Destination");
    }

    @Test
    void takesOneOfTheEventsByItsType() {
        JsonNode body = api().at(EVENTS + "/requestBody/content/application~1json/schema");

        assertThat(body.at("/discriminator/propertyName").asString()).isEqualTo("type");
        assertThat(body.get("oneOf")).isNotEmpty();
    }

    @Test
    void namesNoSchemaThatIsNotThere() {
        JsonNode api = api();

        assertThat(api.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference.substring(1)).isObject()).isTrue());
    }

    private Stream<JsonNode> operations() {
        return api().get("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private JsonNode api() {
        return http.get("/local/openapi").expect(200).body();
    }
}
