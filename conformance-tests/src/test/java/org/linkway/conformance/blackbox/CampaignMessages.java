package org.linkway.conformance.blackbox;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.conformance.partner.BarsReceiver.BarsDelivery;

/** The BaRS messages that a practice has: entries, and how its referrals stand. */
final class CampaignMessages {
    private static final FhirContext FHIR = FhirContext.forR4();

    private final List<Arrived> arrived = new ArrayList<>();
    private final Map<String, String> responses = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param received each message once, however often it came */
    CampaignMessages(CampaignPractice practice, List<BarsDelivery> received) {
        received.forEach(message -> read(practice, message));
    }

    private void read(CampaignPractice practice, BarsDelivery delivery) {
        String name = "Message " + delivery.requestId();
        if (new HashSet<>(delivery.bodies()).size() != 1) {
            faults.add(name + " said something else when it came again.");
        }
        try {
            Bundle message = parsed(delivery.bodies().get(0));
            faults.addAll(wrongForm(name, message, delivery.requestId()));
            String number = numberOf(message).orElse("none");
            List<DomainResource> entries = resources(message, DomainResource.class)
                    .filter(it -> it.getChildByName("identifier") != null)
                    .filter(it -> Arrived.entryId(it).isPresent())
                    .toList();
            if (entries.isEmpty()) {
                responses.put(delivery.requestId(), number);
            }
            entries.forEach(it -> arrived.add(arrived(practice, it, delivery.requestId(), number)));
        } catch (DataFormatException unreadable) {
            faults.add(name + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Bundle parsed(String body) {
        IParser parser = FHIR.newJsonParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return parser.parseResource(Bundle.class, body);
    }

    /** A message that is whole has its own id, one header first that answers something, and all that it refers to. */
    private static List<String> wrongForm(String name, Bundle message, String requestId) {
        List<String> wrong = new ArrayList<>();
        if (!requestId.equals(message.getIdElement().getIdPart())) {
            wrong.add(name + " calls itself " + message.getIdElement().getIdPart() + ".");
        }
        if (!(message.getEntryFirstRep().getResource() instanceof MessageHeader header)
                || !header.getResponse().hasIdentifier()) {
            wrong.add(name + " does not begin with a header that answers a message.");
        }
        Set<String> there = new HashSet<>();
        message.getEntry().forEach(entry -> there.add(entry.getFullUrl()));
        resources(message, DomainResource.class)
                .flatMap(it -> FHIR.newTerser().getAllPopulatedChildElementsOfType(it, Reference.class).stream())
                .map(Reference::getReference)
                .filter(it -> it != null && it.startsWith("urn:uuid:") && !there.contains(it))
                .forEach(it -> wrong.add(name + " refers to what is not in it."));
        return wrong;
    }

    private Arrived arrived(CampaignPractice practice, DomainResource entry, String requestId, String number) {
        Reference subject =
                (Reference) entry.getNamedProperty("subject").getValues().get(0);
        String said = subject.getIdentifier().getValue();
        if (!number.equals(said)) {
            faults.add("Message " + requestId + " has an entry about somebody else than its patient.");
        }
        return Arrived.of(entry, Arrived.entryId(entry).orElseThrow(), practice, requestId, number);
    }

    private static Optional<String> numberOf(Bundle message) {
        List<Patient> patients = resources(message, Patient.class).toList();
        return patients.size() == 1
                ? Optional.of(patients.get(0).getIdentifierFirstRep().getValue())
                : Optional.empty();
    }

    private static <T> Stream<T> resources(Bundle message, Class<T> type) {
        return message.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast);
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** Those that say how a referral stands: the NHS number that each is about, by its id. */
    Map<String, String> responses() {
        return responses;
    }

    /** What is not whole, one sentence each. */
    List<String> faults() {
        return faults;
    }
}
