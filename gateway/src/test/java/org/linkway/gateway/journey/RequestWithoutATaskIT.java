package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.MissTasks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Journey
class RequestWithoutATaskIT {
    private final Http http;
    private final GpSystem gp;
    private final MovedClock clock;
    private final MissTasks missTasks;

    RequestWithoutATaskIT(Http http, GpSystem gp, MovedClock clock, MissTasks missTasks) {
        this.http = http;
        this.gp = gp;
        this.clock = clock;
        this.missTasks = missTasks;
    }

    @Test
    void isSpokenOfToItsSenderOnceItHasWaitedADay() {
        InventedPerson person = InventedPerson.called("Waitingham");
        String patient = create("""
                {"resourceType": "Patient", "birthDate": "1961-03-09", "name": [{"family": "%s", "given": ["Una"]}],
                 "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "%s"}]}""".formatted(person.family(), person.nhsNumber()));
        String request = create("""
                {"resourceType": "ServiceRequest", "status": "active", "intent": "order",
                 "reasonCode": [{"text": "Would like company."}], "subject": {"reference": "Patient/%s"},
                 "requester": {"display": "Invented Lane Surgery"}}""".formatted(patient));
        missTasks.tell();
        assertThat(notices(request)).isEmpty();

        clock.advance(Duration.ofDays(1).plusMinutes(1));
        missTasks.tell();
        missTasks.tell();

        assertThat(notices(request)).hasSize(1);
        assertThat(notices(request).at("/0/resource/payload/0/contentString").asString())
                .contains("ServiceRequest/" + request, "no referral is open");
    }

    private String create(String resource) {
        JsonNode sent = JsonMapper.shared().readTree(resource);
        return http.post(
                        "/fhir/" + sent.path("resourceType").asString(),
                        sent,
                        "Content-Type",
                        "application/fhir+json",
                        "Prefer",
                        "return=representation")
                .expect(201)
                .body()
                .path("id")
                .asString();
    }

    private JsonNode notices(String request) {
        return gp.read("Communication?based-on=ServiceRequest/" + request).path("entry");
    }
}
