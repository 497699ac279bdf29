package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.validation.GatewayError;

/**
 * From whom a BaRS message is, and for whom. What is for a service that is not hosted here is refused; a sender that does not
 * say so much is told, and its referral is taken.
 */
record RoutingCheck(BarsHeader header, InboundRules rules, Findings findings) {

    void check() {
        List<MessageDestinationComponent> destinations =
                header.entry().resource().getDestination();
        if (destinations.isEmpty()) {
            findings.warning(
                    GatewayError.REQUIRED,
                    header.path("destination"),
                    "The message does not say for which service it is. Send MessageHeader.destination, with endpoint and"
                            + " receiver.");
        } else {
            checkHosted(destinations);
        }
        for (int i = 0; i < destinations.size(); i++) {
            checkOrganisation(destinations.get(i).getReceiver(), "destination[" + i + "].receiver", "receives");
        }
        MessageHeader sent = header.entry().resource();
        checkOrganisation(sent.getSender(), "sender", "sends");
        if (ServiceAddress.parse(sent.getSource().getEndpoint()).isEmpty()) {
            findings.warning(
                    GatewayError.VALUE,
                    header.path("source.endpoint"),
                    "MessageHeader.source.endpoint names no service, so nobody can be told how the referral stands. Send"
                            + " <system>|<service id>.");
        }
    }

    private void checkHosted(List<MessageDestinationComponent> destinations) {
        boolean hosted = destinations.stream()
                .anyMatch(it -> ServiceAddress.parse(it.getEndpoint())
                        .filter(rules::hosts)
                        .isPresent());
        if (!hosted && !rules.hostedServices().isEmpty()) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    header.path("destination[0].endpoint"),
                    "This message is for the service '" + destinations.get(0).getEndpoint()
                            + "', which is not hosted here. " + rules.hostedHere());
        }
    }

    private void checkOrganisation(Reference reference, String element, String does) {
        Optional<?> organisation = header.index().resolve(reference, Organization.class);
        if (organisation.isEmpty()) {
            findings.warning(
                    GatewayError.UNRESOLVED_REFERENCE,
                    header.path(element),
                    "MessageHeader." + element + " does not lead to an Organization in the Bundle. Send the one that "
                            + does + " the message, and refer to its fullUrl.");
        }
    }
}
