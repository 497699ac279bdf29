package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.RecordWrite;
import org.linkway.workflow.StandingEntry;
import org.linkway.workflow.TestEntries;

class RecordTransactionTest {
    private static final Instant NOW = Instant.parse("2026-03-06T08:00:00Z");
    private static final StandingEntry STANDING = new StandingEntry(
            "Communication/7",
            "patient-1",
            Optional.of(TestEntries.HAPPENED_AT),
            true,
            false,
            List.of(),
            Optional.empty(),
            List.of(TestEntries.WORDS));

    static Stream<Arguments> entries() {
        return Stream.of(
                argumentSet("a Procedure", TestEntries.coded()),
                argumentSet("a measure", TestEntries.measured()),
                argumentSet("a Communication", TestEntries.inWords()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void writesAnEntryOnceHoweverOftenItIsSent(RecordEntry entry) {
        Bundle transaction = created(entry);

        assertThat(transaction.getType()).isEqualTo(Bundle.BundleType.TRANSACTION);
        assertThat(transaction.getEntryFirstRep()).satisfies(first -> {
            assertThat(first.getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.POST);
            assertThat(first.getRequest().getUrl()).isEqualTo(entry.resource().fhirType());
            assertThat(first.getRequest().getIfNoneExist())
                    .isEqualTo("identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "|" + entry.id());
        });
        assertThat(TestFhir.faults(transaction, "Linkway-RecordTransaction")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void refersToThePatientByNumberAndNeverMakesOne(RecordEntry entry) {
        Bundle transaction = created(entry);

        assertThat(transaction.getEntry())
                .extracting(BundleEntryComponent::getResource)
                .noneMatch(Patient.class::isInstance);
        assertThat(TestFhir.json(transaction))
                .contains("\"reference\": \"Patient/patient-1\"")
                .contains("\"value\": \"" + TestReferrals.NHS_NUMBER + "\"");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void saysWhoRecordedItAndFromWhichReferralItComes(RecordEntry entry) {
        BundleEntryComponent second = created(entry).getEntry().get(1);
        Provenance provenance = (Provenance) second.getResource();

        assertThat(second.getRequest().getMethod()).isEqualTo(Bundle.HTTPVerb.PUT);
        assertThat(second.getRequest().getUrl()).isEqualTo("Provenance/" + entry.id() + "-1");
        assertThat(provenance.getTargetFirstRep().getReference()).isEqualTo("urn:uuid:" + entry.id());
        assertThat(provenance.getAgentFirstRep().getWho().getDisplay()).startsWith("Wren");
        assertThat(provenance.getEntityFirstRep().getWhat().getIdentifier().getValue())
                .isEqualTo(entry.referralId().toString());
    }

    @Test
    void replacesACorrectionOnlyWhereNobodyElseChangedIt() {
        RecordEntry corrected =
                TestEntries.inWords().corrected(TestEntries.inWords().cause(), "Actions for the GP: None");

        Bundle transaction = transaction(corrected, Optional.of(STANDING), Optional.of("3"));

        assertThat(transaction.getEntryFirstRep().getRequest()).satisfies(request -> {
            assertThat(request.getMethod()).isEqualTo(Bundle.HTTPVerb.PUT);
            assertThat(request.getUrl()).isEqualTo("Communication/7");
            assertThat(request.getIfMatch()).isEqualTo("W/\"3\"");
        });
        assertThat(transaction.getEntry().get(1).getRequest().getUrl())
                .isEqualTo("Provenance/" + corrected.id() + "-2");
        assertThat(TestFhir.faults(transaction, "Linkway-RecordTransaction")).isEmpty();
    }

    /** Who took it back is told, too. */
    @Test
    void takesBackWhatNobodyElseChanged() {
        RecordEntry entry = TestEntries.inWords();
        Communication standing =
                (Communication) created(entry).getEntryFirstRep().getResource();
        standing.setId("Communication/7");
        standing.getMeta().setVersionId("3");
        RecordEntryMapper.enterInError(standing);

        Bundle transaction =
                RecordTransaction.takingBack(write(entry, Optional.of(STANDING)), standing, TestMessages.OWN, NOW);

        assertThat(transaction.getEntryFirstRep().getRequest()).satisfies(request -> {
            assertThat(request.getMethod()).isEqualTo(Bundle.HTTPVerb.PUT);
            assertThat(request.getUrl()).isEqualTo("Communication/7");
            assertThat(request.getIfMatch()).isEqualTo("W/\"3\"");
        });
        Provenance provenance = (Provenance) transaction.getEntry().get(1).getResource();
        assertThat(provenance.getIdElement().getIdPart()).isEqualTo(entry.id() + "-1-in-error");
        assertThat(provenance.getActivity().getCodingFirstRep().getCode()).isEqualTo("NULLIFY");
        assertThat(TestFhir.faults(provenance, "Linkway-Provenance")).isEmpty();
    }

    private static Bundle created(RecordEntry entry) {
        return transaction(entry, Optional.empty(), Optional.empty());
    }

    private static Bundle transaction(RecordEntry entry, Optional<StandingEntry> over, Optional<String> version) {
        return RecordTransaction.toFhir(write(entry, over), version, TestMessages.OWN, NOW);
    }

    private static RecordWrite write(RecordEntry entry, Optional<StandingEntry> over) {
        return new RecordWrite(entry, "patient-1", TestReferrals.NHS_NUMBER, TestReferrals.LINK_WORKER, over);
    }
}
