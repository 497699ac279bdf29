package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.fhir.validation.WireFormat;

/** {@code $validate} of FHIR R4: the doors' own validator, for whoever asks, and nothing is kept. */
@ExtendWith(SharedGateway.class)
class ValidateConformanceTest {
    private static final String VALIDATE = "/fhir/$validate";
    private static final String DOOR_TASK = "https://fhir.linkway.org/StructureDefinition/Linkway-DoorTask";
    private static final String TASK = "{\"resourceType\": \"Task\", \"status\": \"accepted\", \"intent\": \"order\"}";
    private static final String WRONG_TASK = """
            {"resourceType": "Task",
              "status": "complete",
              "intent": "order"}""";

    private final GpSystem gp;
    private final LinkWorkers linkWorkers;
    private List<JsonNode> referralsBefore;

    ValidateConformanceTest(GatewayProcess gateway) {
        gp = gateway.gp();
        linkWorkers = gateway.linkWorkers();
    }

    @BeforeEach
    void lookAtWhatIsHeld() {
        referralsBefore = linkWorkers.all();
    }

    @AfterEach
    void nothingIsStored() {
        assertThat(linkWorkers.all()).isEqualTo(referralsBefore);
    }

    @Test
    void saysThatAllIsWell() {
        assertThat(validate(VALIDATE, TASK).expect(200).issues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.INFORMATION);
                    assertThat(issue.getDiagnostics()).startsWith("All is well. This Task was checked as FHIR R4");
                });
    }

    @Test
    void saysWhatIsWrongWithItsPlaceItsRuleAndThePageOfTheRule() {
        List<OperationOutcomeIssueComponent> issues =
                validate(VALIDATE, WRONG_TASK).expect(200).issues();

        assertThat(issues)
                .extracting(
                        OperationOutcomeIssueComponent::getSeverity,
                        issue -> extension(issue, "issue-line"),
                        issue -> extension(issue, "issue-col"),
                        issue -> extension(issue, "message-id"),
                        issue -> extension(issue, "authority"))
                .containsExactly(
                        tuple(IssueSeverity.INFORMATION, "", "", "", ""),
                        tuple(
                                IssueSeverity.ERROR,
                                "2",
                                "3",
                                "Terminology_TX_NoValid_16",
                                "http://hl7.org/fhir/StructureDefinition/Task"));
        assertThat(issues.get(1).getDiagnostics())
                .startsWith("Task.status is 'complete'")
                .contains("Send 'completed'");
    }

    @Test
    void checksByTheProfilesAndTheModeOfTheAddress() {
        Answer answer = validate("/fhir/Task/$validate?mode=create&profile=" + DOOR_TASK, TASK);

        assertThat(answer.expect(200).issues())
                .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                .contains("Only a requested Task opens a referral. Send Task.status 'requested'.");
    }

    @Test
    void checksAReferralAsItsDoorDoes() {
        String transaction = "{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}";

        assertThat(validate(VALIDATE, transaction).expect(200).issues())
                .first()
                .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                .asString()
                .contains("https://fhir.linkway.org/StructureDefinition/Linkway-DoorTransaction");
    }

    @Test
    void takesParametersAndXml() {
        String parameters = """
                <Parameters xmlns="http://hl7.org/fhir">
                  <parameter><name value="profile"/><valueUri value="%s"/></parameter>
                  <parameter><name value="resource"/><resource>
                    <Task><status value="accepted"/><intent value="order"/></Task>
                  </resource></parameter>
                </Parameters>""".formatted(DOOR_TASK);

        Answer answer = gp.post(VALIDATE, parameters, WireFormat.XML.mediaType(), GpSystem.newId());

        assertThat(answer.expect(200).issues())
                .extracting(issue -> extension(issue, "authority"))
                .contains(DOOR_TASK + "#lw-task-1");
    }

    @Test
    void anUpdateIsCheckedAgainstTheIdOfTheAddress() {
        Answer answer = validate(
                "/fhir/Task/t1/$validate?mode=update", TASK.replace("\"status\"", "\"id\": \"t2\", \"status\""));

        assertThat(answer.expect(200).issues())
                .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                .contains("Task.id is not the id in the address. Correct one of them.");
    }

    @Test
    void refusesARequestThatIsItselfWrong() {
        validate("/fhir/Patient/$validate", TASK).expect(422);
        validate(VALIDATE + "?profile=https://example.org/StructureDefinition/unheard-of", TASK)
                .expect(422);
        validate(VALIDATE + "?mode=replace", TASK).expect(422);
        validate(VALIDATE, "{\"resourceType\": \"Parameters\"}").expect(422);
        validate(VALIDATE, "{").expect(400);
        gp.post(VALIDATE, TASK, "text/plain", GpSystem.newId()).expect(415);
    }

    @Test
    void boundsTheBodyAsTheDoorsDo() {
        gp.postWithHeaders(
                        VALIDATE,
                        "{\"resourceType\": \"Task\", \"description\": \"" + "x".repeat(3 << 20) + "\"}",
                        Map.of("Content-Type", WireFormat.JSON.mediaType()))
                .expect(413);
    }

    /** What an issue names as the page of its rule can be read here. */
    @Test
    void servesTheDefinitionsThatItsRulesStandIn() {
        StructureDefinition profile =
                gp.read("StructureDefinition/Linkway-DoorTask").expect(200).resource(StructureDefinition.class);
        assertThat(profile.getUrl()).isEqualTo(DOOR_TASK);
        assertThat(profile.hasSnapshot()).isTrue();

        assertThat(gp.read("StructureDefinition?url=" + DOOR_TASK)
                        .expect(200)
                        .bundle()
                        .getEntry())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.getResource().getIdElement().getIdPart())
                                .isEqualTo("Linkway-DoorTask"));
        assertThat(gp.read("CodeSystem?url=https://example.org/none")
                        .expect(200)
                        .bundle()
                        .getEntry())
                .isEmpty();
        gp.read("ValueSet/none").expect(404);
    }

    @Test
    void namesWhatItDoesInItsMetadata() {
        CapabilityStatement metadata = gp.read("metadata").expect(200).resource(CapabilityStatement.class);

        assertThat(metadata.getInstantiates())
                .extracting(PrimitiveType::getValue)
                .containsExactly("https://fhir.linkway.org/CapabilityStatement/receiver");
        assertThat(metadata.getRestFirstRep().getOperation())
                .extracting(operation -> operation.getName())
                .contains("process-message", "validate");
        gp.read("CapabilityStatement/receiver").expect(200);
    }

    private Answer validate(String path, String body) {
        return gp.post(path, body, WireFormat.JSON.mediaType(), GpSystem.newId());
    }

    private static String extension(OperationOutcomeIssueComponent issue, String name) {
        return issue.getExtension().stream()
                .filter(extension -> extension.getUrl().endsWith("/operationoutcome-" + name))
                .map(extension -> extension.getValue().primitiveValue())
                .findFirst()
                .orElse("");
    }
}
