package org.linkway.routes.inbound;

import java.util.List;
import java.util.Set;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.ServiceHosts;
import org.linkway.workflow.Party;
import org.linkway.workflow.ReferralSafety;

/** Lets a referral through that is safe to open. */
public final class CheckReferral {
    private final ReferralSafety safety;
    private final ServiceHosts hosts;

    public CheckReferral(ReferralSafety safety, ServiceHosts hosts) {
        this.safety = safety;
        this.hosts = hosts;
    }

    TranslatedMessage check(TranslatedMessage translated) {
        inWhoseName(translated);
        toWhomResponsesGo(translated);
        List<Issue> objections = safety.objections(translated.draft()).stream()
                .map(sentence -> Issue.error(GatewayError.INVARIANT, sentence))
                .toList();
        if (!objections.isEmpty()) {
            throw RejectedMessage.forGood(translated.valid().claimed(), objections);
        }
        return translated;
    }

    /** A party refers for its own organisations. One without any proves nothing, as in the sandbox. */
    private static void inWhoseName(TranslatedMessage translated) {
        Party party = translated.valid().claimed().message().party();
        if (party.kind() == Party.Kind.ONWARD) {
            throw RejectedMessage.forGood(
                    translated.valid().claimed(),
                    List.of(Issue.error(
                            GatewayError.FORBIDDEN,
                            "You are registered as a service to which people are referred on: respond to what you got. To refer"
                                    + " people here, ask the operator of this gateway to be registered as a sender.")));
        }
        Set<String> own = party.odsCodes();
        translated
                .draft()
                .referrer()
                .organisationOds()
                .filter(named -> !own.isEmpty() && own.stream().noneMatch(named::equalsIgnoreCase))
                .ifPresent(named -> {
                    throw RejectedMessage.forGood(
                            translated.valid().claimed(),
                            List.of(
                                    Issue.error(
                                            GatewayError.FORBIDDEN,
                                            "Bundle.entry.resource.ofType(ServiceRequest).requester",
                                            "This referral is in the name of '" + named
                                                    + "', and you may refer for others: send it with the credentials of that organisation's"
                                                    + " system, or ask the operator of this gateway to register the ODS code with yours.")));
                });
    }

    /** Responses are about a person: they go to a service of whoever sent the referral. */
    private void toWhomResponsesGo(TranslatedMessage translated) {
        Party party = translated.valid().claimed().message().party();
        translated
                .draft()
                .conversation()
                .replyTo()
                .filter(service -> !hosts.hosts(party, service))
                .ifPresent(service -> {
                    throw RejectedMessage.forGood(
                            translated.valid().claimed(),
                            List.of(
                                    Issue.error(
                                            GatewayError.FORBIDDEN,
                                            "Bundle.entry[0].resource.source.endpoint",
                                            "Responses would go to the service '" + service
                                                    + "', which is not registered as yours: send the service at which you take"
                                                    + " responses, or ask the operator of this gateway to register it with your party.")));
                });
    }
}
