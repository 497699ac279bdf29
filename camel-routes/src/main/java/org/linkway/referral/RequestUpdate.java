package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** The sender says what it asks for anew. Who is referred and who refers stay: those make another referral. */
public record RequestUpdate(Optional<ReferralRequest> request, Optional<Person> person, Optional<String> note)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(request, "request", "Say what is asked for now: the whole request, as it is to stand.")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        return person.filter(it -> !it.isTheSamePersonAs(referral.person())).isEmpty()
                ? List.of()
                : List.of(new Gap(
                        "person",
                        "The person of a referral does not change: this names another NHS number, or another birth date."
                                + " Cancel this referral, and send a new one for the other person."));
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
