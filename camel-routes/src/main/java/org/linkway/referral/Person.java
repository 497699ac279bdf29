package org.linkway.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The person who is referred (PRSB: person demographics, GP practice, individual requirements).
 *
 * @param nhsNumber ten digits, where known
 * @param statedGender as the person states it; never sex at birth, which is not for non-clinical recipients
 * @param safeContactNote how and when it is safe to make contact, and whether contact is prohibited; never dropped
 * @param doNotContact the person must not be contacted ({@code contacting-subject-prohibited})
 * @param registeredPractice the practice as the sender states it, by ODS code; looked up again before anything is filed
 * @param sensitive restricted, or S-flagged: nothing may show where the person lives
 * @param unusableChannels by which the person cannot be reached: never tried, and told to everybody who might
 * @param contactMethod a way of reaching the person that is no channel of its own, in words, such as "Sign language"
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
        boolean sensitive,
        Set<ContactChannel> unusableChannels,
        Optional<String> contactMethod) {
    public Person {
        contacts = Lists.copy(contacts);
        reasonableAdjustments = Lists.copy(reasonableAdjustments);
        unusableChannels = unusableChannels == null ? Set.of() : Set.copyOf(unusableChannels);
        contactMethod = contactMethod == null ? Optional.empty() : contactMethod;
    }

    /** One who can be reached by any channel. */
    public Person(
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
        this(
                nhsNumber,
                nhsNumberVerification,
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
                sensitive,
                Set.of(),
                Optional.empty());
    }

    /**
     * False where both say who they are and say different things. A birth date is shared by many: where no number speaks for
     * both, the family name has to be the same too.
     */
    public boolean isTheSamePersonAs(Person other) {
        boolean numbered = nhsNumber.isPresent() && other.nhsNumber.isPresent();
        return agree(nhsNumber, other.nhsNumber)
                && agree(birthDate, other.birthDate)
                && (numbered || agree(name.familyLetters(), other.name.familyLetters()));
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
                now.sensitive || sensitive,
                now.unusableChannels.isEmpty() ? unusableChannels : now.unusableChannels,
                now.contactMethod.or(() -> contactMethod));
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
                sensitive,
                unusableChannels,
                contactMethod);
    }

    /**
     * This person for those who must not learn where they are: without address, contacts and practice where they are
     * restricted. What says how to be careful stays.
     */
    public Person withheld() {
        return sensitive ? restricted() : this;
    }

    /** The same, for one who became restricted since this was said. */
    public Person restricted() {
        return new Person(
                nhsNumber,
                nhsNumberVerification,
                name,
                birthDate,
                statedGender,
                Optional.empty(),
                List.of(),
                preferredContact,
                language,
                interpreterRequired,
                reasonableAdjustments,
                safeContactNote,
                doNotContact,
                Optional.empty(),
                true,
                unusableChannels,
                contactMethod);
    }

    /** What helps the person to be reached and to take part, a sentence each (DAPB1605: it goes to every recipient). */
    public List<String> accessNeeds() {
        List<String> needs = new ArrayList<>();
        if (interpreterRequired) {
            needs.add("An interpreter is needed.");
        }
        language.ifPresent(it -> needs.add("Language: " + it + "."));
        reasonableAdjustments.forEach(
                it -> needs.add("Adjustment: " + it.display().orElse("code " + it.code()) + "."));
        preferredContact.ifPresent(way -> needs.add("Best reached by: " + inWords(way) + "."));
        contactMethod.ifPresent(way -> needs.add("Way of contact: " + way + "."));
        if (!unusableChannels.isEmpty()) {
            needs.add("Cannot be reached by: "
                    + unusableChannels.stream().sorted().map(Person::inWords).collect(Collectors.joining(", ")) + ".");
        }
        return needs;
    }

    private static String inWords(ContactChannel channel) {
        return channel.code().replace('-', ' ');
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
                change.sensitive().orElse(sensitive),
                change.unusableChannels().orElse(unusableChannels),
                contactMethod);
    }
}
