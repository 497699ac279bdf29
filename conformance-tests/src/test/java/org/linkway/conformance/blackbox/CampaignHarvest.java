package org.linkway.conformance.blackbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that lies at the practices at the end of a campaign, without asking the gateway. */
final class CampaignHarvest {
    private final List<Arrived> arrived = new ArrayList<>();
    private final Set<String> turnedAway = new HashSet<>();
    private final Map<String, String> responses = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    CampaignHarvest(CampaignPlan plan, CampaignPartners partners, CampaignReads reads) {
        partners.records().forEach((practice, partner) -> {
            CampaignRecord record = new CampaignRecord(practice, partner, CampaignPeople.registered(plan, practice));
            arrived.addAll(record.arrived());
            faults.addAll(record.faults());
        });
        CampaignDocuments documents = new CampaignDocuments(partners.mesh().documents());
        arrived.addAll(documents.arrived());
        faults.addAll(documents.faults());
        Stream.concat(
                        partners.mesh().turnedAway().stream(),
                        partners.mesh().documents().stream().filter(it -> it.copies() > 1))
                .forEach(it -> CampaignDocuments.entryOf(it).ifPresent(turnedAway::add));
        if (partners.mesh().notLetIn() > 0) {
            faults.add("MESH did not let in " + partners.mesh().notLetIn() + " requests.");
        }
        CampaignMessages messages = new CampaignMessages(
                CampaignPractice.BY_MESSAGE, partners.bars().received());
        arrived.addAll(messages.arrived());
        responses.putAll(messages.responses());
        faults.addAll(messages.faults());
        arrived.addAll(reads.arrived());
    }

    List<Arrived> arrived() {
        return arrived;
    }

    /** The entries of which a reader of documents said that it does not take them, or not another copy. */
    Set<String> turnedAway() {
        return turnedAway;
    }

    /** The messages that say how a referral stands: whom each is about, by its id. */
    Map<String, String> responses() {
        return responses;
    }

    /** What should not be there, and what is not whole, one sentence each. */
    List<String> faults() {
        return faults;
    }
}
