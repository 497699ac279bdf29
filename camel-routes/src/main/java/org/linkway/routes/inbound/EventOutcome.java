package org.linkway.routes.inbound;

import java.util.List;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.RecordEvent.Refusal;

/** What comes of a reported event. Whoever answers it answers every case. */
public sealed interface EventOutcome {

    <T> T match(Cases<T> cases);

    /** One answer for each outcome. */
    interface Cases<T> {
        /** It stands. A repeat of the same event gets the same: the referral as it was right after that event. */
        T recorded(Referral asOf, ReferralEvent event);

        /** There is no such referral, or none that the party may see. */
        T noSuchReferral();

        /** The referral is past the version that the reporter saw. */
        T movedOn(Referral standing);

        /** Another event has this id. */
        T idTaken();

        T refused(List<Refusal> refusals);

        /** Many wrote at once; it may be sent again. */
        T busy();
    }

    record Recorded(Referral asOf, ReferralEvent event) implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.recorded(asOf, event);
        }
    }

    record NoSuchReferral() implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.noSuchReferral();
        }
    }

    record MovedOn(Referral standing) implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.movedOn(standing);
        }
    }

    record IdTaken() implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.idTaken();
        }
    }

    record Refused(List<Refusal> refusals) implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused(refusals);
        }
    }

    record Busy() implements EventOutcome {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.busy();
        }
    }
}
