package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.referral.EventDetail.Gap;

/**
 * What the link worker learns about reaching and addressing the person; what is not named stays. The NHS number and the birth
 * date are not among it: they say who the person is.
 *
 * @param doNotContact sets the prohibition, or lifts it where the person says so; it is never lifted by being left out
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
        Optional<String> note)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        boolean nothing = Stream.of(
                        name,
                        address,
                        contacts,
                        preferredContact,
                        language,
                        interpreterRequired,
                        safeContactNote,
                        doNotContact,
                        registeredPractice,
                        sensitive)
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
