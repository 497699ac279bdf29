package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.gateway.journey.Http.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does with deliveries, over HTTP. */
@Journey
class OperatorsHandIT {
    private static final String DELIVERIES = "/local/v1/deliveries";
    private static final String WHO = "\"by\": \"Opal Operator\", \"reason\": \"a test\"";

    private final Http http;

    OperatorsHandIT(Http http) {
        this.http = http;
    }

    @Test
    void findsNoDeliveryThatIsNotThere() {
        Answer answer = post("/" + UUID.randomUUID() + "/replay", "{" + WHO + "}");

        answer.expect(404);
        assertThat(answer.body().path("detail").asString()).contains("List them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/replay | {\"by\": \"Opal\", \"reason\": \"x\"} | either 'ids'",
                "/cancel | {\"by\": \"Opal\", \"reason\": \"x\", \"ids\": [], \"destination\": \" \"} | either 'ids'",
                "/cancel | {\"destination\": \"one\"} | Give 'by'",
                "/cancel | {\"ids\": [\"x\"], \"by\": \"Opal\", \"reason\": \"x\"} | The body is not JSON",
                "/destinations/pause | {\"by\": \"Opal\", \"reason\": \"x\"} | Give 'destination'",
                "/destinations/drain | {\"destination\": \"one\", \"by\": \"Opal\"} | Give 'by'"
            })
    void saysWhatToDoWhereTheBodyIsWrong(String path, String body, String says) {
        Answer answer = post(path, body);

        answer.expect(400);
        assertThat(answer.body().path("detail").asString()).contains(says);
    }

    @Test
    void saysWhichStatesThereAre() {
        Answer answer = http.get(DELIVERIES + "?state=lost");

        answer.expect(400);
        assertThat(answer.body().path("detail").asString()).contains("pending, retrying, awaiting");
    }

    @Test
    void changesNothingAtADestinationToWhichNothingEverWent() {
        post("/destinations/pause", "{\"destination\": \"nowhere/at-all\", " + WHO + "}")
                .expect(404);
        assertThat(post("/replay", "{\"destination\": \"nowhere/at-all\", " + WHO + "}")
                        .body()
                        .path("changed")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void listsDestinationsAndAlerts() {
        assertThat(http.get(DELIVERIES + "/destinations")
                        .body()
                        .path("destinations")
                        .isArray())
                .isTrue();
        assertThat(http.get("/local/v1/alerts?cleared=true")
                        .body()
                        .path("alerts")
                        .isArray())
                .isTrue();
        assertThat(http.get("/local/v1/alerts").body().path("more").asInt(-1)).isZero();
        assertThat(http.get("/actuator").body().path("_links").propertyNames()).contains("metrics", "prometheus");
        assertThat(http.get("/actuator/metrics/linkway.alerts.open")
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("linkway.alerts.open");
    }

    private Answer post(String path, String body) {
        JsonNode json = JsonMapper.shared().readTree(body);
        return http.post(DELIVERIES + path, json, "Content-Type", "application/json");
    }
}
