package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.referral.Practice;
import org.linkway.workflow.Traced;
import org.linkway.workflow.Traced.Death;

/** What a Patient of the demographics service says for today. */
class TracedMapperTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    @Test
    void saysWhoAndWhereThePersonIsToday() {
        assertThat(traced("""
                "meta": {"security": [{"code": "U"}]},
                "name": [
                  {"use": "usual", "family": "Testperson", "period": {"start": "2020-01-01"}},
                  {"use": "nickname", "family": "Nick"},
                  {"use": "maiden", "family": "Before", "period": {"end": "2026-11-30"}},
                  {"use": "old", "family": "Old"},
                  {"use": "temp", "family": "Temp"},
                  {"use": "official", "family": "Formerly", "period": {"end": "2026-11-22"}},
                  {"use": "official", "family": "Testperson-Example", "period": {"start": "2026-11", "end": "2026"}},
                  {"use": "usual", "given": ["Nora"]}],
                "birthDate": "1951-02-03",
                "generalPractitioner": [
                  {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99998",
                   "period": {"start": "2020-01-01", "end": "2026-10"}}},
                  {"display": "Nowhere Surgery",
                   "identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99999",
                   "period": {"start": "2026-11-01"}}},
                  {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99997",
                   "period": {"start": "2026-11-24"}}}]"""))
                .isEqualTo(new Traced.Found(
                        "9990000018",
                        Optional.of(LocalDate.parse("1951-02-03")),
                        Set.of("Testperson", "Testperson-Example"),
                        Optional.of(new Practice("A99999", Optional.of("Nowhere Surgery"))),
                        Death.NONE,
                        false));
    }

    @Test
    void saysOnlyWhatIsKnown() {
        assertThat(traced("\"birthDate\": \"1951\""))
                .isEqualTo(new Traced.Found(
                        "9990000018", Optional.empty(), Set.of(), Optional.empty(), Death.NONE, false));
    }

    @ParameterizedTest(name = "{0} until {1}, {2} since {3}: {4}")
    @CsvSource({
        "A1, 2026-11-23, A2, 2026-11-23, A2",
        "A1, 2026-11-23, A2, 2026-11-24, A1",
        "A1, 2026-11-22, A2, 2026-11-24, ",
        "A1, 2026-12-31, A2, 2000-01-01, ",
        "A1, 2026-12-31, A1, 2000-01-01, A1",
        "A1, 2026-11-22T23:30:00Z, A2, 2026-11-22T00:00:00Z, A2",
        "A1, 2026-12-31, A2, 2026-06-30T23:30:00Z, A2"
    })
    void takesThePracticeOfTheDay(String one, String until, String other, String since, String practice) {
        String form = "{\"identifier\": {\"system\": \"https://fhir.nhs.uk/Id/ods-organization-code\", \"value\":"
                + " \"%s\", \"period\": {\"start\": \"%s\"%s}}}";

        assertThat(traced("\"generalPractitioner\": ["
                                + form.formatted(one, "2000-01-01", ", \"end\": \"" + until + "\"") + ","
                                + form.formatted(other, since, "") + "]")
                        .practice()
                        .map(Practice::odsCode))
                .isEqualTo(Optional.ofNullable(practice));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "true, 1, INFORMAL",
        "true, 2, FORMAL",
        "true, U, NONE",
        "true, , INFORMAL",
        "false, 2, FORMAL",
        "false, U, NONE",
        "false, 9, INFORMAL",
        "false, , NONE"
    })
    void saysHowFarADeathIsKnown(boolean dated, String status, Death death) {
        String date = dated ? "\"deceasedDateTime\": \"2026-10-22T00:00:00+00:00\"," : "";
        String extension = status == null ? "" : """
                {"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus", "extension": [
                 {"url": "systemEffectiveDate", "valueDateTime": "2026-10-22T00:00:00+00:00"},
                 {"url": "deathNotificationStatus", "valueCodeableConcept": {"coding": [
                  {"system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus", "code": "%s"}]}}]},
                """.formatted(status);

        assertThat(traced(date + "\"extension\": [" + extension + "{\"url\": \"https://example.org/other\","
                                + " \"valueBoolean\": true}]")
                        .death())
                .isEqualTo(death);
    }

    @Test
    void knowsADeathWithoutItsDate() {
        assertThat(traced("\"deceasedBoolean\": true").death()).isEqualTo(Death.INFORMAL);
        assertThat(traced("\"deceasedBoolean\": false").death()).isEqualTo(Death.NONE);
    }

    @ParameterizedTest
    @CsvSource({"U, false", "N, false", "R, true", "V, true", "REDACTED, true", "SOMETHING-NEW, true"})
    void saysWhatIsRestricted(String label, boolean restricted) {
        assertThat(traced("\"meta\": {\"security\": [{\"code\": \"" + label + "\"}]}")
                        .restricted())
                .isEqualTo(restricted);
    }

    @Test
    void takesALabelWithoutACodeForARestriction() {
        assertThat(traced("\"meta\": {\"security\": [{\"display\": \"restricted\"}]}")
                        .restricted())
                .isTrue();
    }

    private static Traced.Found traced(String members) {
        return TracedMapper.toModel(
                TestFhir.CONTEXT
                        .newJsonParser()
                        .parseResource(
                                Patient.class,
                                "{\"resourceType\": \"Patient\", \"id\": \"9990000018\", " + members + "}"),
                TODAY);
    }
}
