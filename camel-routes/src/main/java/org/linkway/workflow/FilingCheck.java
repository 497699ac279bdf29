package org.linkway.workflow;

import java.util.Optional;
import org.linkway.referral.Code;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.EventType;
import org.linkway.referral.Pending;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Referral;
import org.linkway.referral.RequestStatus;
import org.linkway.referral.Stage;
import org.linkway.referral.Verification;

/** Asked each time before an entry is sent: may it go into this person's record now? What may not is a person's turn. */
public final class FilingCheck {
    /** As whom the service's reports of deaths are recorded. */
    public static final RecordedBy LOOKUP = new RecordedBy("Demographics service", Optional.of("lookup"));

    private final CodingPolicy codes;

    /** @param codes the only ones that may leave as codes */
    public FilingCheck(CodingPolicy codes) {
        this.codes = codes;
    }

    /** What the referral itself says against it: one sentence why the entry must not be sent; empty when it may. */
    public Optional<String> objection(Referral referral, RecordEntry entry) {
        Person person = referral.person();
        if (person.nhsNumber().isEmpty()) {
            return Optional.of(
                    "Trace needed: the referral came without an NHS number. Report the right one by person-details-changed.");
        }
        if (person.sensitive()) {
            return Optional.of("The person's record is restricted: nothing is sent automatically.");
        }
        return entry.takenBack() ? Optional.empty() : objectionToWriting(referral, entry);
    }

    /** What speaks against writing more; it does not speak against taking back what was written. */
    private Optional<String> objectionToWriting(Referral referral, RecordEntry entry) {
        FeedBack feedBack = referral.request().consent().feedBack();
        if (referral.stage() == Stage.DECEASED) {
            return Optional.of("The person has died: nothing more is filed.");
        }
        if (referral.requestStatus() == RequestStatus.ENTERED_IN_ERROR && !standsForTheEpisode(referral, entry)) {
            return Optional.of("The referral was entered in error, or is a duplicate: nothing is filed for it.");
        }
        if (feedBack == FeedBack.NOTHING) {
            return Optional.of("The person asked that nothing be fed back to the practice.");
        }
        if (feedBack == FeedBack.CODES_ONLY && entry.planned() == Planned.TEXT) {
            return Optional.of("The person asked that only codes be fed back to the practice.");
        }
        return entry.code().flatMap(this::objectionToCode);
    }

    private Optional<String> objectionToCode(Code code) {
        if (!code.verified()) {
            return Optional.of("The code of this entry could not be verified, so it is not sent as a code.");
        }
        return codes.lists(code)
                ? Optional.empty()
                : Optional.of("The code of this entry is not in the coding policy " + codes.version()
                        + ", so it is not sent. Put it back into the policy, or settle the entry by hand.");
    }

    /** What stands once for an episode is filed for the duplicate too: the referral that goes on would not make it again. */
    private static boolean standsForTheEpisode(Referral referral, RecordEntry entry) {
        return referral.stage() == Stage.DUPLICATE && entry.onceIn().isPresent();
    }

    /** What follows from who and where the person is now. */
    public FilingVerdict verdict(Referral referral, RecordEntry entry, Traced traced) {
        boolean deathReported = referral.pending().contains(Pending.DEATH_REPORT);
        if (traced instanceof Traced.Found found) {
            Optional<FilingVerdict> death =
                    entry.takenBack() ? Optional.empty() : aboutDeath(referral, found.death(), deathReported);
            return death.orElseGet(() -> about(referral.person(), found));
        }
        if (deathReported && !entry.takenBack()) {
            return heldByDeathReport();
        }
        if (traced instanceof Traced.NotAsked notAsked) {
            return onTheSendersWord(referral.person(), notAsked.practice());
        }
        return new FilingVerdict.Stops(
                "Trace needed: nobody has this NHS number. Ask the sender for the right one, and report it by"
                        + " person-details-changed.");
    }

    private static Optional<FilingVerdict> aboutDeath(Referral referral, Traced.Death death, boolean reported) {
        if (death == Traced.Death.NONE) {
            return reported ? Optional.of(noDeathIsKnown(referral)) : Optional.empty();
        }
        if (!referral.status().isOpen()) {
            return Optional.of(new FilingVerdict.Stops(
                    "The demographics service says that the person has died: nothing more is filed."));
        }
        if (!reported) {
            return Optional.of(new FilingVerdict.TellsOfDeath(EventType.DEATH_REPORTED));
        }
        return Optional.of(
                death == Traced.Death.FORMAL
                        ? new FilingVerdict.TellsOfDeath(EventType.DEATH_CONFIRMED)
                        : heldByDeathReport());
    }

    /** What the service itself had reported, it takes back by its removal; what people report, people take back. */
    private static FilingVerdict noDeathIsKnown(Referral referral) {
        boolean byTheService = referral.events().stream()
                .filter(event -> event.type() == EventType.DEATH_REPORTED)
                .reduce((earlier, later) -> later)
                .filter(event -> event.recordedBy().role().equals(LOOKUP.role()))
                .isPresent();
        return byTheService ? new FilingVerdict.TellsOfDeath(EventType.DEATH_REPORT_WITHDRAWN) : heldByDeathReport();
    }

    private static FilingVerdict heldByDeathReport() {
        return new FilingVerdict.Holds("Held: the person is reported to have died.");
    }

    /** Where no lookup is configured, the sender's own 01 is all there is. */
    private static FilingVerdict onTheSendersWord(Person person, Optional<Practice> practice) {
        if (person.nhsNumberVerification() != Verification.VERIFIED) {
            return new FilingVerdict.Stops("Trace needed: the NHS number is not verified (status "
                    + person.nhsNumberVerification().code() + ").");
        }
        return practice.<FilingVerdict>map(it -> new FilingVerdict.Sends(
                        new FilingAddress(it, person.nhsNumber().orElseThrow())))
                .orElseGet(() -> new FilingVerdict.Stops(
                        "Trace needed: no practice is known at which the person is registered."));
    }

    /** Verified means that number, birth date and family name are those of one person now (status 01). */
    private static FilingVerdict about(Person person, Traced.Found found) {
        if (found.restricted()) {
            return new FilingVerdict.Stops(
                    "The demographics service restricts this person's record: nothing is sent automatically.");
        }
        if (person.birthDate().isEmpty() || person.name().family().isEmpty()) {
            return new FilingVerdict.Stops(
                    "Trace needed: without a birth date and a family name on the referral nobody can say whose number this"
                            + " is.");
        }
        if (!found.birthDate().equals(person.birthDate())) {
            return mismatch("birth date");
        }
        Optional<String> family = PersonName.letters(person.name().family().orElseThrow());
        if (family.isEmpty()
                || found.familyNames().stream().map(PersonName::letters).noneMatch(family::equals)) {
            return mismatch("family name");
        }
        return found.practice()
                .<FilingVerdict>map(practice -> new FilingVerdict.Sends(new FilingAddress(practice, found.nhsNumber())))
                .orElseGet(() -> new FilingVerdict.Stops("The person is registered with no practice now: there is no GP"
                        + " record to file into. Ask them where they are registered."));
    }

    private static FilingVerdict mismatch(String what) {
        return new FilingVerdict.Stops("Trace needed: the demographics service has another " + what
                + " under this NHS number. Check with the sender whose referral this is, and report what is right by"
                + " person-details-changed.");
    }
}
