package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.referral.TestReferrals.event;
import static org.linkway.referral.TestReferrals.moved;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.linkway.Hazard;
import org.linkway.referral.Address;
import org.linkway.referral.Consent;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ContactPoint;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Referral;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;

/** Whoever is told how to reach a person is told how that is safe, in whatever form and whatever has become of the referral. */
class OutgoingContactTest {
    private static final String TELEPHONE = "01632 960077";
    private static final String NOTE = "Only ring while the neighbour is out.";
    private static final String STREET = "9 Hidden Street";
    private static final String PRACTICE = "A81099";
    private static final ServiceAddress CHOIR =
            ServiceAddress.parse("2000099903").orElseThrow();

    /** What may have become of it after it was sent onward. */
    enum Then {
        NOTHING,
        CANCELLED,
        MISTAKEN
    }

    @Property(tries = 200)
    @Hazard({"H9", "H12"})
    void tellsHowItIsSafeWhereverItTellsHowToReach(
            @ForAll boolean noted, @ForAll boolean prohibited, @ForAll boolean noTelephone, @ForAll Then then) {
        for (String form : forms(person(noted, prohibited, noTelephone, false), then)) {
            if (form.contains(TELEPHONE)) {
                assertThat(form.contains(NOTE)).isEqualTo(noted);
                assertThat(form.contains("Do not contact the person.")).isEqualTo(prohibited);
                assertThat(then != Then.NOTHING || form.contains("Cannot be reached by: telephone") == noTelephone)
                        .isTrue();
            }
        }
    }

    @Property(tries = 100)
    @Hazard({"H9", "H12"})
    void asksNobodyToSpeakFirstToWhomeverItIsNotToReach(
            @ForAll boolean prohibited, @ForAll boolean noTelephone, @ForAll boolean ofAKind, @ForAll Then then) {
        Person person = person(false, prohibited, noTelephone, false);
        Person either = ofAKind ? person : withContactOfNoKind(person);
        for (String form : forms(either, then)) {
            if (form.contains("bars-message-servicerequest-request")) {
                assertThat(form.contains("ONESELF")).isEqualTo(!prohibited && !noTelephone);
            }
        }
    }

    @Property(tries = 100)
    @Hazard({"H12", "H19"})
    void saysNowhereWhereARestrictedPersonIs(@ForAll boolean noted, @ForAll boolean prohibited, @ForAll Then then) {
        assertThat(forms(person(noted, prohibited, false, true), then))
                .allSatisfy(form -> assertThat(form)
                        .doesNotContain(TELEPHONE, STREET, PRACTICE)
                        .contains("make contact through the link worker service alone"));
    }

    private static List<String> forms(Person person, Then then) {
        Referral referred = moved(
                TestReferrals.moved(
                        TestReferrals.opened(TestReferrals.draft(person, Consent.notStated())),
                        event(EventType.ACCEPTED)),
                event(EventType.WORK_STARTED));
        Referral sent = moved(referred, event(EventType.REFERRED_ONWARD));
        Referral now = switch (then) {
            case NOTHING -> sent;
            case CANCELLED -> moved(sent, event(EventType.MOVED_AWAY));
            case MISTAKEN -> moved(sent, event(EventType.ENTERED_IN_ERROR));
        };
        OnwardReferral onward = now.work().onward().get(0);
        return Stream.of(OnwardRecipient.values())
                .flatMap(recipient -> Stream.of(
                        OnwardMessage.toFhir(now, onward, recipient),
                        OnwardBarsMessage.toFhir(
                                now,
                                onward,
                                new OnwardBarsService(CHOIR, Optional.empty(), "a5t1", recipient),
                                TestMessages.OWN)))
                .map(TestFhir::json)
                .toList();
    }

    private static Person person(boolean noted, boolean prohibited, boolean noTelephone, boolean restricted) {
        return new Person(
                Optional.of(TestReferrals.NHS_NUMBER),
                Verification.VERIFIED,
                new PersonName(Optional.empty(), List.of("Marigold"), Optional.of("Testperson"), Optional.empty()),
                Optional.of(LocalDate.parse("1951-04-17")),
                Optional.empty(),
                Optional.of(new Address(List.of(STREET), Optional.empty(), Optional.empty())),
                List.of(new ContactPoint(
                        Optional.of(ContactChannel.TELEPHONE), TELEPHONE, Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.of(NOTE).filter(it -> noted),
                prohibited,
                Optional.of(new Practice(PRACTICE, Optional.empty())),
                restricted,
                noTelephone ? Set.of(ContactChannel.TELEPHONE) : Set.of(),
                Optional.empty());
    }

    private static Person withContactOfNoKind(Person person) {
        return new Person(
                person.nhsNumber(),
                person.nhsNumberVerification(),
                person.name(),
                person.birthDate(),
                person.statedGender(),
                person.address(),
                List.of(new ContactPoint(Optional.empty(), TELEPHONE, Optional.empty(), Optional.empty())),
                person.preferredContact(),
                person.language(),
                person.interpreterRequired(),
                person.reasonableAdjustments(),
                person.safeContactNote(),
                person.doNotContact(),
                person.registeredPractice(),
                person.sensitive(),
                person.unusableChannels(),
                person.contactMethod());
    }
}
