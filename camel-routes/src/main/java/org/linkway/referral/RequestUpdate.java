package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * The sender says what it asks for anew. Who is referred and who refers stay: those make another referral.
 *
 * @param request the whole request as it is to stand
 * @param person as the sender states them now
 * @param referrer who the message says refers
 */
public record RequestUpdate(
        Optional<ReferralRequest> request, Optional<Person> person, Optional<Referrer> referrer, Optional<String> note)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(request, "request", "Say what is asked for now: the whole request, as it is to stand.")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        Gaps gaps = new Gaps();
        if (person.filter(it -> !it.isTheSamePersonAs(referral.person())).isPresent()) {
            gaps.add(
                    "person",
                    "The person of a referral does not change: this names another NHS number, or another birth date. Cancel"
                            + " this referral, and send a new one for the other person.");
        }
        if (referrer.filter(it -> !it.isTheSameAs(referral.referrer())).isPresent()) {
            gaps.add(
                    "referrer",
                    "The requester of a referral does not change: this names another organisation, or another practitioner."
                            + " Send it as it was sent first.");
        }
        return gaps.list();
    }

    @Override
    public List<String> inWords() {
        return note.stream().toList();
    }
}
