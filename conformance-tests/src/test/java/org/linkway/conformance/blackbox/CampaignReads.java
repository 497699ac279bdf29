package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;
import org.linkway.conformance.partner.FhirText;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.WireFormat;

/** The practice that reads its entries at the gateway, by itself or by search, and keeps what it has read. */
final class CampaignReads {
    private final CampaignCalls calls;
    private final CampaignWorkers workers;
    private final Set<Arrived> arrived = ConcurrentHashMap.newKeySet();

    CampaignReads(CampaignCalls calls, CampaignWorkers workers) {
        this.calls = calls;
        this.workers = workers;
    }

    /** Reads each entry of the referral that waits to be read now. */
    void readWhatWaits(PlannedReferral planned) {
        if (planned.home() != CampaignPractice.BY_READING
                || workers.idOf(planned).isEmpty()) {
            return;
        }
        for (JsonNode entry : CampaignWorkers.entries(workers.referral(planned))) {
            boolean waitsHere = entry.at("/sentTo/channel").asText().equals(Channel.PULL.code());
            if (waitsHere && entry.get("status").asText().equals("sent")) {
                read(entry);
            }
        }
    }

    private void read(JsonNode entry) {
        String id = entry.get("id").asText();
        String word = entry.get("resource").asText();
        String type = Character.toUpperCase(word.charAt(0)) + word.substring(1);
        // Either way is as good as the other.
        DomainResource read = id.charAt(0) < '8' ? byItself(type, id) : bySearch(type, id);
        Reference subject =
                (Reference) read.getNamedProperty("subject").getValues().get(0);
        arrived.add(Arrived.of(
                read,
                Arrived.entryId(read).orElse("none"),
                CampaignPractice.BY_READING,
                id + "/" + type,
                numberOf(subject.getReference())));
    }

    private DomainResource byItself(String type, String id) {
        String read = calls.insist(node -> node.gp().read(type + "/" + id))
                .expect(200)
                .body();
        return (DomainResource) FhirText.read(read, WireFormat.JSON);
    }

    private DomainResource bySearch(String type, String id) {
        String query = type + "?identifier=" + IdentifierSystem.LINKWAY_RECORD_ENTRY.uri() + "%7C" + id;
        return calls.insistOn(node -> {
            Answer found = node.gp().read(query);
            return CampaignCalls.isWorthARepeat(found)
                    ? Optional.empty()
                    : found.expect(200).bundle().getEntry().stream()
                            .map(it -> (DomainResource) it.getResource())
                            .findFirst();
        });
    }

    private String numberOf(String patient) {
        return calls.insist(node -> node.gp().read(patient))
                .expect(200)
                .resource(Patient.class)
                .getIdentifierFirstRep()
                .getValue();
    }

    List<Arrived> arrived() {
        return List.copyOf(arrived);
    }
}
