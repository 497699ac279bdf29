package org.linkway.conformance.blackbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.partner.MeshFate;

/** An entry at a practice as it has to be, until a test says otherwise. */
final class ArrivedDraft {
    static final String ENTRY = "11111111-1111-4111-8111-111111111111";

    CampaignPractice at;
    String identity = "the one";
    Optional<String> resource;
    String nhsNumber;
    Set<String> codes;
    Optional<Instant> date;
    Optional<BigDecimal> value;
    String words;
    boolean enteredInError;
    boolean rewritten;
    Optional<MeshFate> fate = Optional.empty();

    ArrivedDraft(PlannedReferral planned, PlannedEntry entry) {
        at = planned.home();
        resource = Optional.of(entry.resource());
        nhsNumber = planned.nhsNumber();
        codes = entry.code().map(Set::of).orElse(Set.of());
        date = Optional.of(planned.events().get(entry.made()).occurredAt());
        value = entry.value();
        words = entry.words().orElse("");
        if (at == CampaignPractice.BY_DOCUMENT) {
            fate = Optional.of(MeshFate.TAKEN);
        }
    }

    Arrived done() {
        return new Arrived(
                ENTRY, at, identity, resource, nhsNumber, codes, date, value, words, enteredInError, rewritten, fate);
    }
}
