package org.linkway.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The person who is referred (PRSB: person demographics, GP practice, individual requirements).
 *
 * @param nhsNumber ten digits, where known
 * @param statedGender as the person states it; never sex at birth, which is not for non-clinical recipients
 * @param safeContactNote how and when it is safe to make contact, and whether contact is prohibited; never dropped
 * @param doNotContact the person must not be contacted ({@code contacting-subject-prohibited})
 * @param registeredPractice the practice as the sender states it, by ODS code; looked up again before anything is filed
 * @param sensitive restricted, or S-flagged: nothing may show where the person lives
 */
public record Person(
        Optional<String> nhsNumber,
        Verification nhsNumberVerification,
        PersonName name,
        Optional<LocalDate> birthDate,
        Optional<String> statedGender,
        Optional<Address> address,
        List<ContactPoint> contacts,
        Optional<ContactChannel> preferredContact,
        Optional<String> language,
        boolean interpreterRequired,
        List<Code> reasonableAdjustments,
        Optional<String> safeContactNote,
        boolean doNotContact,
        Optional<Practice> registeredPractice,
        boolean sensitive) {
    public Person {
        contacts = Lists.copy(contacts);
        reasonableAdjustments = Lists.copy(reasonableAdjustments);
    }

    /** False only where both say who they are and say different things. */
    public boolean isTheSamePersonAs(Person other) {
        return agree(nhsNumber, other.nhsNumber) && agree(birthDate, other.birthDate);
    }

    private static boolean agree(Optional<?> one, Optional<?> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** As the sender states it anew. What protects the person is never dropped by being left out. */
    Person restatedAs(Person now) {
        return new Person(
                now.nhsNumber.or(() -> nhsNumber),
                now.nhsNumber.isPresent() ? now.nhsNumberVerification : nhsNumberVerification,
                now.name,
                now.birthDate.or(() -> birthDate),
                now.statedGender.or(() -> statedGender),
                now.address,
                now.contacts,
                now.preferredContact.or(() -> preferredContact),
                now.language.or(() -> language),
                now.interpreterRequired || interpreterRequired,
                now.reasonableAdjustments.isEmpty() ? reasonableAdjustments : now.reasonableAdjustments,
                now.safeContactNote.or(() -> safeContactNote),
                now.doNotContact || doNotContact,
                now.registeredPractice.or(() -> registeredPractice),
                now.sensitive || sensitive);
    }

    /** Under the number that stands now. */
    public Person tracedUnder(String number) {
        return new Person(
                Optional.of(number),
                Verification.VERIFIED,
                name,
                birthDate,
                statedGender,
                address,
                contacts,
                preferredContact,
                language,
                interpreterRequired,
                reasonableAdjustments,
                safeContactNote,
                doNotContact,
                registeredPractice,
                sensitive);
    }

    /** A number that nobody has traced yet is not verified because another one was. */
    private Verification verificationAfter(PersonChange change) {
        return change.nhsNumber().isEmpty() || change.nhsNumber().equals(nhsNumber)
                ? nhsNumberVerification
                : Verification.PRESENT_BUT_NOT_TRACED;
    }

    /** With what the link worker learned; what is not named stays. */
    Person changedBy(PersonChange change) {
        return new Person(
                change.nhsNumber().or(() -> nhsNumber),
                change.nhsNumberVerification().orElseGet(() -> verificationAfter(change)),
                change.name().orElse(name),
                change.birthDate().or(() -> birthDate),
                statedGender,
                change.address().or(() -> address),
                change.contacts().orElse(contacts),
                change.preferredContact().or(() -> preferredContact),
                change.language().or(() -> language),
                change.interpreterRequired().orElse(interpreterRequired),
                reasonableAdjustments,
                change.safeContactNote().or(() -> safeContactNote),
                change.doNotContact().orElse(doNotContact),
                change.registeredPractice().or(() -> registeredPractice),
                change.sensitive().orElse(sensitive));
    }
}
