package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.MessageDestinationComponent;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.validation.GatewayError;

/**
 * From whom a BaRS message is, and for whom. What is for a service that is not hosted here, for an organisation that does not
 * run it, or for nobody where it is known who is hosted, is refused; a sender that otherwise does not say so much is told, and
 * its referral is taken.
 */
record RoutingCheck(BarsHeader header, InboundRules rules, Findings findings) {

    void check() {
        List<MessageDestinationComponent> destinations =
                header.entry().resource().getDestination();
        if (destinations.isEmpty()) {
            checkForNobody();
        } else {
            checkHosted(destinations);
        }
        for (int i = 0; i < destinations.size(); i++) {
            String receiver = "destination[" + i + "].receiver";
            checkOrganisation(destinations.get(i).getReceiver(), receiver, "receives");
            if (isHosted(destinations.get(i))) {
                checkRunBy(destinations.get(i).getReceiver(), receiver);
            }
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

    /** A gateway that knows for whom it takes messages cannot know that this one is for any of them (BaRS, Message Headers). */
    private void checkForNobody() {
        String sentence =
                "The message does not say for which service it is. Send MessageHeader.destination, with endpoint and"
                        + " receiver.";
        if (rules.hostedServices().isEmpty()) {
            findings.warning(GatewayError.REQUIRED, header.path("destination"), sentence);
        } else {
            findings.error(GatewayError.REQUIRED, header.path("destination"), sentence);
        }
    }

    private void checkHosted(List<MessageDestinationComponent> destinations) {
        if (destinations.stream().noneMatch(this::isHosted)
                && !rules.hostedServices().isEmpty()) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    header.path("destination[0].endpoint"),
                    "This message is for the service '" + destinations.get(0).getEndpoint()
                            + "', which is not hosted here. " + rules.hostedHere());
        }
    }

    private boolean isHosted(MessageDestinationComponent destination) {
        return ServiceAddress.parse(destination.getEndpoint())
                .filter(rules::hosts)
                .isPresent();
    }

    private void checkRunBy(Reference receiver, String element) {
        header.index()
                .resolve(receiver, Organization.class)
                .flatMap(organisation -> OdsCodeMapper.odsCode(organisation, new Findings()))
                .filter(odsCode -> !rules.isRunBy(odsCode))
                .ifPresent(odsCode -> findings.error(
                        GatewayError.NOT_SUPPORTED,
                        header.path(element),
                        "This message is for the organisation '" + odsCode + "', and the services here are run by '"
                                + rules.odsCode() + "'. Send it to the one that is meant."));
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
