package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.Address;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.CaseWork;
import org.linkway.referral.Code;
import org.linkway.referral.Consent;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.Conversation;
import org.linkway.referral.EventDetail;
import org.linkway.referral.EventType;
import org.linkway.referral.FilingProof;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Measure;
import org.linkway.referral.Need;
import org.linkway.referral.Note;
import org.linkway.referral.Outcome;
import org.linkway.referral.OutcomeCode;
import org.linkway.referral.Pending;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Priority;
import org.linkway.referral.Published;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Referrer;
import org.linkway.referral.ReferrerType;
import org.linkway.referral.RequestStatus;
import org.linkway.referral.Risks;
import org.linkway.referral.Sending;
import org.linkway.referral.Settlement;
import org.linkway.referral.Stage;
import org.linkway.referral.SupportNeed;
import org.linkway.referral.SupportNeedCode;
import org.linkway.referral.Verification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferralJsonTest {
    private static final Instant AT = Instant.parse("2026-03-02T12:00:00.123456Z");
    private static final UUID ID = UUID.fromString("6ab85d2c-7f5e-4a8a-9d0f-3a1d0a7c2b11");
    private static final Code CODE = new Code("http://snomed.info/sct", "871731000000106", Optional.of("Seen"), true);

    private final JsonMapper json = ReferralJson.mapper();

    @ParameterizedTest
    @EnumSource
    void readsEveryEventBackAsItWasWritten(EventType type) {
        Stream.of(SampleRecords.full(type.detail()), SampleRecords.empty(type.detail()))
                .forEach(detail -> {
                    ReferralEvent event = event(type, detail);

                    assertThat(json.readValue(json.writeValueAsString(event), ReferralEvent.class))
                            .isEqualTo(event);
                });
    }

    static Stream<Referral> referrals() {
        return Stream.of(fullReferral(), sparseReferral());
    }

    @ParameterizedTest
    @MethodSource("referrals")
    void readsEveryReferralBackAsItWasWritten(Referral referral) {
        assertThat(json.readValue(json.writeValueAsString(referral), Referral.class))
                .isEqualTo(referral);
    }

    @Test
    void writesEnumsAsTheWordsOfTheWireAndTimesAsIso() {
        JsonNode event = json.valueToTree(event(
                EventType.UNABLE_TO_CONTACT,
                new ContactAttempt(Optional.of(ContactChannel.TEXT_MESSAGE), Optional.empty())));

        assertThat(event.get("type").stringValue()).isEqualTo("unable-to-contact");
        assertThat(event.get("detail").get("channel").stringValue()).isEqualTo("text-message");
        assertThat(event.get("occurredAt").stringValue()).isEqualTo("2026-03-02T12:00:00.123456Z");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(json.writeValueAsString(new Practice("Z99999", Optional.empty())))
                .isEqualTo("{\"odsCode\":\"Z99999\"}");
    }

    @Test
    void readsWhatAnotherVersionWroteWithMoreOrLess() {
        Person person = json.readValue("""
                {"name": {"family": "Inventa", "pronounced": "in-VEN-ta"}, "nhsNumberVerification": "not-stated"}""", Person.class);

        assertThat(person.name().family()).contains("Inventa");
        assertThat(person.name().first()).isEmpty();
        assertThat(person.nhsNumber()).isEmpty();
        assertThat(person.contacts()).isEmpty();
        assertThat(person.doNotContact()).isFalse();
    }

    /** So that a new kind of detail cannot be forgotten here. */
    @Test
    void knowsEveryKindOfDetail() {
        assertThat(Arrays.stream(EventDetail.class.getPermittedSubclasses())
                        .filter(kind -> Arrays.stream(EventType.values()).noneMatch(type -> type.detail() == kind)))
                .isEmpty();
    }

    private static ReferralEvent event(EventType type, EventDetail detail) {
        return new ReferralEvent(
                ID,
                type,
                AT,
                new RecordedBy("Wilma Linkwright", Optional.of("link worker")),
                AT,
                ReferralEvent.SCHEMA_VERSION,
                detail);
    }

    private static Referral fullReferral() {
        ContactPoint telephone = new ContactPoint(
                Optional.of(ContactChannel.TELEPHONE), "01632 960000", Optional.of("daughter"), Optional.of(1));
        return new Referral(
                ID,
                7,
                ReferralStatus.IN_PROGRESS,
                Stage.DECLINED_BY_PERSON,
                RequestStatus.ENTERED_IN_ERROR,
                "gp-system",
                "link-workers",
                ID,
                AT,
                new Person(
                        Optional.of("9990000018"),
                        Verification.PRESENT_BUT_NOT_TRACED,
                        new PersonName(
                                Optional.of("Ms"),
                                List.of("Testina", "May"),
                                Optional.of("Inventa"),
                                Optional.of("Ms Testina May Inventa")),
                        Optional.of(LocalDate.of(1950, 1, 31)),
                        Optional.of("female"),
                        Optional.of(new Address(
                                List.of("1 Nowhere Lane"), Optional.of("Noplace"), Optional.of("ZZ99 3VZ"))),
                        List.of(telephone),
                        Optional.of(ContactChannel.LETTER),
                        Optional.of("cy"),
                        true,
                        List.of(CODE),
                        Optional.of("Not before noon"),
                        true,
                        Optional.of(new Practice("Z99999", Optional.of("Nowhere Surgery"))),
                        true),
                new Referrer(
                        ReferrerType.HOSPITAL_DISCHARGE,
                        Optional.of("Dr Imogen Ary"),
                        Optional.of("consultant"),
                        Optional.of("Nowhere Hospital"),
                        Optional.of("Z99998"),
                        List.of(telephone),
                        Optional.of("ward@example.org")),
                new ReferralRequest(
                        Optional.of(CODE),
                        Optional.of("Social prescribing"),
                        List.of(new Need(Optional.of(CODE), "Company"), new Need(Optional.empty(), "Debt")),
                        Optional.of("Someone to talk to"),
                        Optional.of("Lonely since moving"),
                        Optional.of("My garden"),
                        Priority.URGENT,
                        Risks.of(List.of("A dog")),
                        Optional.of("Seen alone only"),
                        new Consent(Consent.Agreement.GIVEN, Consent.Agreement.REFUSED, Consent.FeedBack.CODES_ONLY),
                        List.of(new SupportNeed(Optional.of(SupportNeedCode.TRAVEL_HELP), "A lift")),
                        List.of("A letter"),
                        Optional.of(AT)),
                new Conversation(
                        List.of(new BusinessIdentifier("https://example.org/number", "1")),
                        Optional.of("bundle"),
                        Optional.of("correlation"),
                        Optional.of("journey"),
                        Optional.of("https://example.org/reply")),
                Optional.of(new Published("task", "request", "patient")),
                Set.of(Pending.INFORMATION),
                SampleRecords.full(CaseWork.class),
                Optional.of(new Outcome(Optional.of(OutcomeCode.GOALS_MET), Optional.of("Why"), Optional.of("How"))),
                List.of(event(EventType.SEEN, new Note(Optional.of("A note")))),
                List.of(new RecordEntry(
                        ID,
                        ID,
                        ID,
                        Planned.CODED,
                        RecordResource.PROCEDURE,
                        Optional.of(CODE),
                        Optional.of(CODE),
                        Optional.of(SampleRecords.full(Measure.class)),
                        Optional.of("Words"),
                        AT,
                        Optional.of(ID),
                        Optional.of(new Sending("A81001", "fhir")),
                        2,
                        true,
                        FilingStatus.TEXT_ONLY,
                        Optional.of("The record kept the entry without its code."),
                        Optional.of(new FilingProof("Procedure/1", AT, Optional.of(CODE), Optional.of("Words"))),
                        3,
                        Optional.of(new Settlement("Robin Example", "Told the practice by telephone.", AT, true)))));
    }

    private static Referral sparseReferral() {
        Referral full = fullReferral();
        return new Referral(
                ID,
                1,
                ReferralStatus.REQUESTED,
                Stage.AWAITING_TRIAGE,
                RequestStatus.ACTIVE,
                full.sender(),
                full.worker(),
                ID,
                AT,
                new Person(
                        Optional.empty(),
                        Verification.NOT_STATED,
                        new PersonName(Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false),
                new Referrer(
                        ReferrerType.NOT_STATED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                new ReferralRequest(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Priority.ROUTINE,
                        Risks.notStated(),
                        Optional.empty(),
                        Consent.notStated(),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                new Conversation(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Set.of(),
                SampleRecords.empty(CaseWork.class),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
