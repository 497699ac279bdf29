package org.linkway.workflow;

import java.util.Set;

/**
 * What a service has settled for itself.
 *
 * @param contactLimit after how many attempts since anybody reached the person it may say that they cannot be reached
 * @param connectedServices the ids of services that have a system of their own which Linkway can reach
 * @param answeredServices the ids of the services that are told by BaRS messages how the referrals stand that they sent
 * @param secondReferral what is done with a referral of somebody who is with the service already
 * @param concernsOnOpening what in a referral that comes in is a concern, beside what is said to be one
 * @param directory what is known of the services that people are referred on to
 */
public record WorkPolicy(
        int contactLimit,
        Set<String> connectedServices,
        Set<String> answeredServices,
        SecondReferral secondReferral,
        Set<OpeningConcern> concernsOnOpening,
        ServiceDirectory directory) {
    public WorkPolicy {
        connectedServices = Set.copyOf(connectedServices);
        answeredServices = Set.copyOf(answeredServices);
        concernsOnOpening = Set.copyOf(concernsOnOpening);
    }

    /** Of a service that knows nothing of others. */
    public WorkPolicy(
            int contactLimit,
            Set<String> connectedServices,
            Set<String> answeredServices,
            SecondReferral secondReferral,
            Set<OpeningConcern> concernsOnOpening) {
        this(
                contactLimit,
                connectedServices,
                answeredServices,
                secondReferral,
                concernsOnOpening,
                ServiceDirectory.empty());
    }

    /** Of a service that answers nobody by messages. */
    public WorkPolicy(
            int contactLimit,
            Set<String> connectedServices,
            SecondReferral secondReferral,
            Set<OpeningConcern> concernsOnOpening) {
        this(contactLimit, connectedServices, Set.of(), secondReferral, concernsOnOpening);
    }

    /** What becomes of a second referral while the first is open. */
    public enum SecondReferral {
        /** It is opened beside the first, as part of the same episode. */
        LINK,
        /** It is refused as a duplicate. */
        REFUSE
    }

    /** What a referral can bring that must not wait. */
    public enum OpeningConcern {
        SAFEGUARDING,
        RISKS
    }
}
