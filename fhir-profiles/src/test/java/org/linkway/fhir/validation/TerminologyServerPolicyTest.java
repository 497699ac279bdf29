package org.linkway.fhir.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.terminology.server.Failure;
import org.linkway.fhir.terminology.server.FailurePolicy;
import org.linkway.fhir.terminology.server.StandInServer;
import org.linkway.fhir.terminology.server.TerminologyServer;

/** What reading a body comes to where a code has to be asked about: no failure passes without an issue. */
class TerminologyServerPolicyTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String LOINC = "http://loinc.org";
    private static final String REASON = "Bundle.entry[1].resource.reasonCode[0].coding[0]";
    private static final StandInServer STAND_IN = new StandInServer();
    private static final Map<FailurePolicy, FhirReader> READERS = Stream.of(FailurePolicy.values())
            .collect(Collectors.toMap(policy -> policy, TerminologyServerPolicyTest::reader));

    private final Bundle transaction = Door.leastTransaction();
    private final ServiceRequest request = Door.only(ServiceRequest.class, transaction);

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    private static FhirReader reader(FailurePolicy policy) {
        return new FhirReader(
                FHIR,
                new ProfileValidator(
                        FHIR,
                        new ValidatorSettings(
                                MountedPackages.none(),
                                UnknownProfiles.WARN,
                                Optional.of(new TerminologyServer(FHIR, STAND_IN.settings(policy))))));
    }

    private Reading read(FailurePolicy policy) {
        Reading reading = READERS.get(policy)
                .read(
                        FHIR.newJsonParser().encodeResourceToString(transaction).getBytes(StandardCharsets.UTF_8),
                        "application/fhir+json",
                        LinkwayProfile.DOOR_TRANSACTION);
        return new Reading(reading.bundle(), Door.plain(reading.issues()));
    }

    private List<Issue> newIssues(FailurePolicy policy) {
        List<Issue> others = Door.read(transaction).issues();
        return read(policy).issues().stream()
                .filter(issue -> !others.contains(issue))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void noFailureIsSilent(Failure failure, FailurePolicy policy) {
        request.addReasonCode(loinc("1-8"));
        STAND_IN.fails(failure);

        String start = "The code '1-8' of 'http://loinc.org' could not be checked: " + failure.words() + ". ";
        assertThat(newIssues(policy))
                .containsExactly(
                        switch (policy) {
                            case BLOCK ->
                                Issue.error(
                                        GatewayError.CODE_UNCHECKED,
                                        REASON,
                                        start
                                                + "This gateway takes no unchecked code. Send it again later, or send a code"
                                                + " of a code system that is known here.");
                            case WARN ->
                                Issue.warning(GatewayError.CODE_UNCHECKED, REASON, start + "It is taken as it came.");
                            case HOLD ->
                                Issue.error(
                                        GatewayError.UNAVAILABLE,
                                        REASON,
                                        start + "Nothing was kept of this message. Send it again later; it will not be"
                                                + " worked twice.");
                        });
        assertThat(read(policy).bundle().isPresent()).isEqualTo(policy == FailurePolicy.WARN);
    }

    static Stream<Arguments> noFailureIsSilent() {
        return Arrays.stream(Failure.values())
                .flatMap(failure -> Arrays.stream(FailurePolicy.values()).map(policy -> Arguments.of(failure, policy)));
    }

    /** HAPI by itself keeps only what is said of the first coding that is right. */
    @ParameterizedTest
    @EnumSource(FailurePolicy.class)
    void noFailureIsSilentBesideACodingThatIsRight(FailurePolicy policy) {
        request.addReasonCode(new CodeableConcept(new Coding("http://snomed.info/sct", "267076002", "Feeling lonely"))
                .addCoding(new Coding(LOINC, "2-6", null)));
        STAND_IN.fails(Failure.UNREACHABLE);

        assertThat(newIssues(policy))
                .extracting(issue -> issue.expression().orElseThrow())
                .containsExactly("Bundle.entry[1].resource.reasonCode[0].coding[1]");
    }

    @Test
    void aCodeThatTheServerDoesNotKnowIsAWarning() {
        request.addReasonCode(loinc("0-0"));
        STAND_IN.answersAll(StandInServer.wrong());

        assertThat(newIssues(FailurePolicy.HOLD))
                .containsExactly(Issue.warning(
                        GatewayError.CODE_INVALID,
                        REASON,
                        "The terminology server knows no code '0-0' of 'http://loinc.org'. It is kept as it came."
                                + " Correct it."));
    }

    @Test
    void aCodeThatTheServerDoesNotKnowIsRefusedInWhatIsAskedFor() {
        request.setCode(loinc("0-1"));
        STAND_IN.answersAll(StandInServer.wrong());

        assertThat(newIssues(FailurePolicy.WARN))
                .containsExactly(Issue.error(
                        GatewayError.CODE_INVALID,
                        "Bundle.entry[1].resource.code.coding[0]",
                        "The terminology server knows no code '0-1' of 'http://loinc.org'. Correct it: it says what is"
                                + " asked for."));
    }

    @Test
    void whatIsSettledHereNeverGoesOut() {
        STAND_IN.answersAll(aResponse().withStatus(500));
        request.addReasonCode(new CodeableConcept(new Coding("http://snomed.info/sct", "267076002", "Feeling lonely")));
        request.addReasonCode(new CodeableConcept(new Coding("http://snomed.info/sct", "926121000000105", null)));
        Door.only(Patient.class, transaction)
                .setMaritalStatus(new CodeableConcept(
                        new Coding("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "nonsense", null)));

        read(FailurePolicy.BLOCK);

        assertThat(STAND_IN.asked()).isZero();
    }

    @Test
    void nothingOfAPersonIsRepeated() {
        Door.only(Patient.class, transaction).setMaritalStatus(loinc("7-7"));
        STAND_IN.fails(Failure.UNREACHABLE);

        assertThat(newIssues(FailurePolicy.WARN))
                .extracting(Issue::sentence)
                .isNotEmpty()
                .noneMatch(sentence -> sentence.contains("7-7"));
    }

    private static CodeableConcept loinc(String code) {
        return new CodeableConcept(new Coding(LOINC, code, null));
    }
}
