package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.Issue.Position;
import org.linkway.fhir.validation.ValidateOperation.Asked;
import org.linkway.fhir.validation.ValidateOperation.Checked;
import org.linkway.fhir.validation.ValidateOperation.Refused;
import org.linkway.fhir.validation.ValidateOperation.Result;

class ValidateOperationTest {
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String TASK_PROFILE = LinkwayProfile.DOOR_TASK.url();
    private static final String TASK = "{\"resourceType\": \"Task\", \"status\": \"accepted\", \"intent\": \"order\"}";
    private static final String NO_INTENT = "{\"resourceType\": \"Task\", \"status\": \"accepted\"}";

    private final ValidateOperation operation = new ValidateOperation(Door.READER);

    @Test
    void saysThatAllIsWell() {
        Checked checked = checked(TASK, JSON, asked());

        assertThat(checked.allIsWell()).isTrue();
        assertThat(checked.issues()).isEmpty();
        assertThat(checked.type()).isEqualTo("Task");
        assertThat(checked.profiles()).isEmpty();
    }

    @Test
    void tellsWhatTheDoorsPassOver() {
        Checked checked =
                checked(TASK.replace("\"order\"", "\"order\", \"authoredOn\": \"0202-03-02\""), JSON, asked());

        assertThat(checked.allIsWell()).isFalse();
        assertThat(checked.issues()).extracting(Issue::warning).containsExactly(true);
        assertThat(DoorNotices.of(checked.issues())).isEmpty();
    }

    @Test
    void checksByTheProfilesOfTheAddress() {
        Checked checked = checked(TASK, JSON, asked(TASK_PROFILE));

        assertThat(checked.profiles()).containsExactly(TASK_PROFILE);
        assertThat(checked.issues())
                .extracting(Issue::sentence)
                .contains("Only a requested Task opens a referral. Send Task.status 'requested'.");
    }

    @Test
    void checksATransactionAndAMessageAsTheDoorsDo() {
        assertThat(checked(LinkwayProfile.DOOR_TRANSACTION.minimalExample(), JSON, asked())
                        .profiles())
                .containsExactly(LinkwayProfile.DOOR_TRANSACTION.url());
        assertThat(checked(LinkwayProfile.DOOR_MESSAGE.minimalExample(), JSON, asked())
                        .profiles())
                .containsExactly(LinkwayProfile.DOOR_MESSAGE.url());
        assertThat(checked("{\"resourceType\": \"Bundle\", \"type\": \"collection\"}", JSON, asked())
                        .profiles())
                .isEmpty();
    }

    @Test
    void takesParametersInJsonAndSpeaksOfPlacesInThem() {
        String parameters = """
                {"resourceType": "Parameters", "parameter": [
                  {"name": "profile", "valueUri": "%s"},
                  {"name": "resource",
                   "resource": {"resourceType": "Task", "status": "accepted",
                     "intent": "wish"}},
                  {"name": "mode", "valueCode": "create"}]}""".formatted(TASK_PROFILE);

        Checked checked = checked(parameters, JSON, asked());

        assertThat(checked.profiles()).containsExactly(TASK_PROFILE);
        assertThat(checked.issues())
                .extracting(issue -> issue.expression().orElseThrow())
                .contains("Task.status", "Task.intent");
        assertThat(checked.issues())
                .filteredOn(issue -> issue.expression().equals(Optional.of("Task.intent")))
                .extracting(issue -> issue.position().orElseThrow())
                .containsOnly(new Position(5, 6));
    }

    @Test
    void takesParametersInXmlAndSpeaksOfPlacesInThem() {
        String parameters = """
                <Parameters xmlns="http://hl7.org/fhir">
                  <parameter><name value="profile"/><valueUri value="%s"/></parameter>
                  <parameter>
                    <name value="resource"/>
                    <resource>
                      <Task>
                        <status value="accepted"/>
                        <intent value="wish"/>
                      </Task>
                    </resource>
                  </parameter>
                </Parameters>""".formatted(TASK_PROFILE);

        Checked checked = checked(parameters, XML, asked());

        assertThat(checked.profiles()).containsExactly(TASK_PROFILE);
        assertThat(checked.issues())
                .filteredOn(issue -> issue.expression().equals(Optional.of("Task.intent")))
                .extracting(issue -> issue.position().orElseThrow())
                .containsOnly(new Position(8, 9));
    }

    @Test
    void refusesAProfileThatIsNotHeld() {
        assertThat(refused(TASK, JSON, asked("https://example.org/StructureDefinition/unheard-of")))
                .containsExactly(
                        Issue.error(
                                GatewayError.NOT_SUPPORTED,
                                "The profile 'https://example.org/StructureDefinition/unheard-of' is not held here, so nothing can be checked by it. Correct its canonical URL, or ask for its FHIR package to be mounted here."));
    }

    @Test
    void refusesAnotherTypeThanThatOfTheAddress() {
        Asked asPatient = new Asked(Optional.of("Patient"), Optional.empty(), List.of(), Optional.empty());

        assertThat(refused(TASK, JSON, asPatient))
                .containsExactly(Issue.error(
                        GatewayError.INVALID,
                        "Task",
                        "The body is a Task, and the address asks for a Patient. Send it to /fhir/Task/$validate."));
    }

    @Test
    void refusesParametersWithoutAResource() {
        assertThat(refused("{\"resourceType\": \"Parameters\"}", JSON, asked()))
                .extracting(Issue::error)
                .containsExactly(GatewayError.REQUIRED);
    }

    @Test
    void refusesAModeThatIsNone() {
        assertThat(refused(TASK, JSON, inMode("replace")))
                .containsExactly(Issue.error(
                        GatewayError.VALUE, "The mode is 'replace'. Send create, update, delete or profile, or none."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"resourceType\": \"task\"}", "<Task/>", "[]"})
    void refusesWhatCannotBeReadAsFhir(String body) {
        assertThat(Issue.httpStatus(refused(body, JSON, asked()))).isEqualTo(400);
    }

    @Test
    void refusesOtherContentTypes() {
        assertThat(Issue.httpStatus(refused(TASK, "text/plain", asked()))).isEqualTo(415);
    }

    @Test
    void anUpdateNeedsTheIdOfTheAddress() {
        assertThat(errors(checked(TASK, JSON, inMode("update")))).containsExactly("Task.id");
        assertThat(errors(checked(withId("t1"), JSON, inMode("update")))).isEmpty();

        Asked ofAnother = new Asked(Optional.of("Task"), Optional.of("t2"), List.of(), Optional.of("update"));
        assertThat(errors(checked(withId("t1"), JSON, ofAnother))).containsExactly("Task.id");
    }

    @Test
    void nothingCanBeDeleted() {
        String noResource =
                "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"mode\", \"valueCode\": \"delete\"}]}";

        assertThat(checked(noResource, JSON, asked()).issues())
                .extracting(Issue::error)
                .containsExactly(GatewayError.NOT_SUPPORTED);
        assertThat(checked(TASK, JSON, inMode("delete")).allIsWell()).isFalse();
    }

    /** A resource is judged alike however it is handed in. */
    @Test
    void saysTheSameOfAResourceInParameters() {
        String parameters = "{\"resourceType\": \"Parameters\", \"parameter\": [{\"resource\": " + NO_INTENT
                + ", \"name\": \"resource\"}]}";

        assertThat(Door.plain(checked(parameters, JSON, asked()).issues()))
                .isEqualTo(Door.plain(checked(NO_INTENT, JSON, asked()).issues()))
                .isNotEmpty();
    }

    private static Asked asked(String... profiles) {
        return new Asked(Optional.empty(), Optional.empty(), List.of(profiles), Optional.empty());
    }

    private static Asked inMode(String mode) {
        return new Asked(Optional.empty(), Optional.empty(), List.of(), Optional.of(mode));
    }

    private static String withId(String id) {
        return TASK.replace("\"status\"", "\"id\": \"" + id + "\", \"status\"");
    }

    private static List<String> errors(Checked checked) {
        return checked.issues().stream()
                .filter(issue -> !issue.warning())
                .flatMap(issue -> issue.expression().stream())
                .toList();
    }

    private Checked checked(String body, String contentType, Asked asked) {
        Result result = validate(body, contentType, asked);
        assertThat(result).as(result.issues().toString()).isInstanceOf(Checked.class);
        return (Checked) result;
    }

    private List<Issue> refused(String body, String contentType, Asked asked) {
        Result result = validate(body, contentType, asked);
        assertThat(result).isInstanceOf(Refused.class);
        return Door.plain(result.issues());
    }

    private Result validate(String body, String contentType, Asked asked) {
        return operation.validate(body.getBytes(StandardCharsets.UTF_8), contentType, asked);
    }
}
