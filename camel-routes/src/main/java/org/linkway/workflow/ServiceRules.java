package org.linkway.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Connection;
import org.linkway.referral.Consent;
import org.linkway.referral.ContactAttempt;
import org.linkway.referral.EventType;
import org.linkway.referral.OnwardService;
import org.linkway.referral.PersonChange;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.workflow.RecordEvent.Refusal;

/** What a service has settled for itself about events that the lifecycle allows. */
final class ServiceRules {
    private final WorkPolicy policy;
    private final ServiceGuard guard;

    ServiceRules(WorkPolicy policy) {
        this.policy = policy;
        this.guard = new ServiceGuard(policy.directory());
    }

    /** @param today in England, by which ages are counted */
    List<Refusal> against(Referral referral, ReferralEvent event, LocalDate today) {
        List<Refusal> refusals = new ArrayList<>();
        if (event.type() == EventType.UNABLE_TO_CONTACT) {
            tooFewAttempts(referral, event).ifPresent(refusals::add);
        }
        if (event.type() == EventType.REFERRED_ONWARD && event.detail() instanceof Connection connection) {
            boolean ours = !connection.selfReferral().orElse(false);
            if (ours && referral.request().consent().shareWithNamedProvider() == Consent.Agreement.REFUSED) {
                refusals.add(new Refusal(
                        "service",
                        "The person does not agree that a named provider is told about them. Signpost them, let them refer"
                                + " themself (selfReferral), or record consent-changed when they agree."));
            }
            connection
                    .service()
                    .flatMap(OnwardService::id)
                    .flatMap(this::notConnected)
                    .ifPresent(refusals::add);
        }
        if (event.detail() instanceof Connection connection) {
            guard.objections(referral, connection, today).forEach(why -> refusals.add(new Refusal("service", why)));
        }
        if (event.detail() instanceof PersonChange change) {
            refusals.addAll(PersonRules.against(referral, change));
        }
        return refusals;
    }

    /** The attempt with which the service gives up counts too. */
    private Optional<Refusal> tooFewAttempts(Referral referral, ReferralEvent event) {
        int attempts = referral.attemptsInVain().size()
                + (event.detail() instanceof ContactAttempt attempt
                                && attempt.channel().isPresent()
                        ? 1
                        : 0);
        return attempts >= policy.contactLimit()
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                "type",
                                attempts + " of " + policy.contactLimit()
                                        + " attempts are recorded since anybody reached the person. Try again and report"
                                        + " contact-attempted; when the limit is reached, unable-to-contact closes the referral."));
    }

    private Optional<Refusal> notConnected(String service) {
        return policy.connectedServices().contains(service)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "service.id",
                        "No service is connected to this gateway under the id '" + service + "'. "
                                + (policy.connectedServices().isEmpty()
                                        ? "None is: leave service.id out."
                                        : "Connected: "
                                                + String.join(
                                                        ", ",
                                                        policy.connectedServices().stream()
                                                                .sorted()
                                                                .toList())
                                                + "; leave service.id out for any other.")));
    }
}
