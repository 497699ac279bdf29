package org.linkway.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail.Gap;

/**
 * What the link worker learns about reaching and addressing the person, and who they are where that was wrong; what is not
 * named stays.
 *
 * @param doNotContact sets the prohibition, or lifts it where the person says so; it is never lifted by being left out
 * @param nhsNumber the right one, where the referral has another or none
 * @param nhsNumberVerification how far the number is traced; present but not traced where a new number comes without it
 * @param note how the right NHS number was found, where one is named
 * @param unusableChannels all by which the person cannot be reached, in place of those that stood; none lifts them
 */
public record PersonChange(
        Optional<PersonName> name,
        Optional<Address> address,
        Optional<List<ContactPoint>> contacts,
        Optional<ContactChannel> preferredContact,
        Optional<String> language,
        Optional<Boolean> interpreterRequired,
        Optional<String> safeContactNote,
        Optional<Boolean> doNotContact,
        Optional<Practice> registeredPractice,
        Optional<Boolean> sensitive,
        Optional<String> nhsNumber,
        Optional<Verification> nhsNumberVerification,
        Optional<LocalDate> birthDate,
        Optional<String> note,
        Optional<Set<ContactChannel>> unusableChannels)
        implements EventDetail {
    /** Events that were stored before channels could be unusable say nothing of them. */
    public PersonChange {
        unusableChannels = unusableChannels == null ? Optional.empty() : unusableChannels;
    }

    /** One that says nothing of channels that cannot be used. */
    public PersonChange(
            Optional<PersonName> name,
            Optional<Address> address,
            Optional<List<ContactPoint>> contacts,
            Optional<ContactChannel> preferredContact,
            Optional<String> language,
            Optional<Boolean> interpreterRequired,
            Optional<String> safeContactNote,
            Optional<Boolean> doNotContact,
            Optional<Practice> registeredPractice,
            Optional<Boolean> sensitive,
            Optional<String> nhsNumber,
            Optional<Verification> nhsNumberVerification,
            Optional<LocalDate> birthDate,
            Optional<String> note) {
        this(
                name,
                address,
                contacts,
                preferredContact,
                language,
                interpreterRequired,
                safeContactNote,
                doNotContact,
                registeredPractice,
                sensitive,
                nhsNumber,
                nhsNumberVerification,
                birthDate,
                note,
                Optional.empty());
    }

    /** What a demographics service says: the person is restricted. */
    public static PersonChange restricted() {
        return new PersonChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it says who the person is, or where they are registered: what a person is traced by. */
    public boolean identifies() {
        return Stream.of(nhsNumber, nhsNumberVerification, birthDate, name, registeredPractice)
                .anyMatch(Optional::isPresent);
    }

    @Override
    public List<Gap> gaps() {
        boolean nothing = !identifies()
                && Stream.of(
                                address,
                                contacts,
                                preferredContact,
                                language,
                                interpreterRequired,
                                safeContactNote,
                                doNotContact,
                                sensitive,
                                unusableChannels)
                        .allMatch(Optional::isEmpty);
        return nothing
                ? List.of(new Gap(
                        "contacts", "Say what changed: name, address, contacts, or another of the person's details."))
                : List.of();
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
