package org.linkway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.referral.Address;
import org.linkway.referral.Connection;
import org.linkway.referral.Consent;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardService;
import org.linkway.referral.OnwardService.Attendance;
import org.linkway.referral.OnwardService.Status;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Role;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;
import org.linkway.workflow.RecordEvent.Decision;

class ServiceGuardTest {
    /** The person is 74 that day, and 75 the day after. */
    private static final LocalDate TODAY = LocalDate.parse("2026-04-16");

    private static final LocalDate BORN = LocalDate.parse("1951-04-17");
    private static final Referral REFERRAL = referral(Optional.of(BORN), "M14 5AB");

    static Stream<Arguments> services() {
        return Stream.of(
                argumentSet("that nobody says anything of", service(Optional.empty(), 0, 120), true),
                argumentSet("that is open", service(Optional.of(Status.ACTIVE), 18, 74), true),
                argumentSet("that is inactive", service(Optional.of(Status.INACTIVE), 18, 74), false),
                argumentSet("that has gone", service(Optional.of(Status.DEFUNCT), 18, 74), false),
                argumentSet("that is closed for now", service(Optional.of(Status.TEMPORARILY_CLOSED), 18, 74), false),
                argumentSet("for the older", service(Optional.of(Status.ACTIVE), 75, 120), false),
                argumentSet("for the younger", service(Optional.of(Status.ACTIVE), 11, 73), false));
    }

    @ParameterizedTest
    @MethodSource("services")
    @Hazard("H8")
    void connectsNobodyToAServiceThatIsClosedOrForAnotherAge(OnwardService service, boolean suits) {
        ServiceGuard guard = new ServiceGuard(ServiceDirectory.empty());

        assertThat(guard.objections(REFERRAL, to(service, Optional.empty()), TODAY)
                        .isEmpty())
                .isEqualTo(suits);
        assertThat(guard.objections(REFERRAL, to(service, Optional.of("They hold a place for her.")), TODAY))
                .isEmpty();
    }

    @Test
    @Hazard("H8")
    void believesWhatIsConfiguredHereBeforeWhatAnEventSays() {
        ServiceGuard guard = new ServiceGuard(new ServiceDirectory(
                Map.of("choir", service(Optional.of(Status.DEFUNCT), 18, 120)), Duration.ofDays(365)));

        assertThat(guard.objections(
                        REFERRAL, to(service(Optional.of(Status.ACTIVE), 18, 120), Optional.empty()), TODAY))
                .containsExactly(
                        "The service is defunct. Choose another, or say in despite why it is right all the same.");
    }

    @Test
    @Hazard("H8")
    void refusesTheEventOfWhateverKindOfConnection() {
        for (EventType type : List.of(EventType.SIGNPOSTED, EventType.REFERRED_ONWARD)) {
            ReferralEvent closed = event(type, to(plain(Optional.of(Status.INACTIVE)), Optional.empty()));
            RecordEvent recordEvent = TestPolicies.recordEvent(TestPolicies.NO_CODES, new NumberedIds());
            Referral worked = TestReferrals.at(ReferralStatus.IN_PROGRESS);

            Decision decision = recordEvent.record(
                    Set.of(Role.WORKER),
                    worked,
                    new EventSubmission(
                            UUID.randomUUID(), type, closed.occurredAt(), closed.recordedBy(), closed.detail()),
                    List.of(),
                    closed.recordedAt());

            assertThat(((Decision.Refused) decision).refusals())
                    .extracting(RecordEvent.Refusal::element)
                    .containsExactly("service");
        }
    }

    @Test
    @Hazard("H8")
    void looksAgainBeforeItIsSent() {
        Connection connection = to(service(Optional.empty(), 0, 150), Optional.empty());
        Referral referred =
                moved(TestReferrals.at(ReferralStatus.IN_PROGRESS), event(EventType.REFERRED_ONWARD, connection));
        OnwardReferral onward = referred.work().onward().get(0);
        ServiceGuard closedSince = new ServiceGuard(new ServiceDirectory(
                Map.of("choir", plain(Optional.of(Status.TEMPORARILY_CLOSED))), Duration.ofDays(365)));

        assertThat(new ServiceGuard(ServiceDirectory.empty()).objectionToSending(referred, onward, TODAY))
                .isEmpty();
        assertThat(closedSince.objectionToSending(referred, onward, TODAY))
                .contains(
                        "The service is temporarily closed. It was not sent: cancel the onward referral, or connect the"
                                + " person anew and say in despite why it is right.");
    }

    @Test
    @Hazard("H8")
    void warnsOfWhatIsDoubtful() {
        OnwardService doubtful = new OnwardService(
                Optional.of("Invented Choir"),
                Optional.empty(),
                Optional.of(Status.ACTIVE),
                Optional.of(18),
                Optional.empty(),
                List.of("M1", "OL"),
                Optional.of(Attendance.ONLINE),
                Optional.of(TODAY.minusDays(366)));
        Referral unborn = referral(Optional.empty(), "M14 5AB");

        assertThat(warnings(unborn, doubtful))
                .containsExactly(
                        "Nobody has seen to it since 2025-04-15 that what is known of this service is right. Ring it before"
                                + " the person goes there.",
                        "The service takes people from 18 years, and the person's birth date is not known. Ask the"
                                + " person.",
                        "The service does not serve the area where the person lives. Ask whether it takes them.");
        assertThat(warnings(referral(Optional.of(BORN), "OL9 1AA"), assured(doubtful)))
                .isEmpty();
        assertThat(warnings(referral(Optional.of(BORN), "m1 2ab"), assured(doubtful)))
                .isEmpty();
    }

    private static List<String> warnings(Referral referral, OnwardService service) {
        return new EventWarnings(TestPolicies.WORK)
                .of(referral, event(EventType.SIGNPOSTED, to(service, Optional.empty())), TODAY);
    }

    private static OnwardService assured(OnwardService service) {
        return new OnwardService(
                service.name(),
                service.id(),
                service.status(),
                service.minimumAge(),
                service.maximumAge(),
                service.areas(),
                service.attendance(),
                Optional.of(TODAY));
    }

    private static OnwardService plain(Optional<Status> status) {
        return service(status, 0, 150, Optional.empty());
    }

    private static OnwardService service(Optional<Status> status, int from, int upTo) {
        return service(status, from, upTo, Optional.of("choir"));
    }

    private static OnwardService service(Optional<Status> status, int from, int upTo, Optional<String> id) {
        return new OnwardService(
                Optional.of("Invented Choir"),
                id,
                status,
                Optional.of(from),
                Optional.of(upTo),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Connection to(OnwardService service, Optional<String> despite) {
        return new Connection(
                Optional.of(service),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                despite);
    }

    private static Referral referral(Optional<LocalDate> born, String postcode) {
        return TestReferrals.opened(TestReferrals.draft(
                new Person(
                        Optional.empty(),
                        Verification.NOT_STATED,
                        new PersonName(
                                Optional.empty(), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
                        born,
                        Optional.empty(),
                        Optional.of(new Address(List.of("1 Invented Street"), Optional.empty(), Optional.of(postcode))),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false),
                Consent.notStated()));
    }
}
