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
}
