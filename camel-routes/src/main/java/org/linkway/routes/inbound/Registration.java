package org.linkway.routes.inbound;

import java.util.List;
import org.linkway.referral.Referral;
import org.linkway.workflow.RecordEvent.Refusal;

/** What comes of registering a referral. Whoever answers it answers every case. */
public sealed interface Registration {
    <T> T match(Cases<T> cases);

    /** One answer for each. */
    interface Cases<T> {
        T opened(Referral referral);

        /** The same referral was registered before. */
        T known(Referral referral);

        /** Another referral was registered under the same identifier. */
        T identifierTaken();

        T refused(List<Refusal> refusals);

        /** Many wrote at once; it may be sent again. */
        T busy();
    }

    record Opened(Referral referral) implements Registration {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.opened(referral);
        }
    }

    record Known(Referral referral) implements Registration {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.known(referral);
        }
    }

    record IdentifierTaken() implements Registration {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.identifierTaken();
        }
    }

    record Refused(List<Refusal> refusals) implements Registration {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refused(refusals);
        }
    }

    record Busy() implements Registration {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.busy();
        }
    }
}
