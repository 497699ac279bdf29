package org.linkway.conformance.blackbox;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.linkway.conformance.blackbox.CampaignLife.Mistake;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPlan.Registered;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;
import org.linkway.conformance.blackbox.CampaignTurn.Kind;

/** How an entry can stand in the end, by what was planned for it and by what its partners did; nothing else is right. */
final class CampaignExpectation {
    private final PlannedReferral planned;
    private final int cause;
    private final PlannedEntry entry;
    private final List<Arrived> arrived;
    private final boolean turnedAway;

    /**
     * @param cause which event, counted from 0, made it or corrected it last
     * @param arrived what lies of it at practices
     * @param turnedAway whether a reader of its document said that it does not take it, or not another copy
     */
    CampaignExpectation(
            PlannedReferral planned, int cause, PlannedEntry entry, List<Arrived> arrived, boolean turnedAway) {
        this.planned = planned;
        this.cause = cause;
        this.entry = entry;
        this.arrived = arrived;
        this.turnedAway = turnedAway;
    }

    Set<String> statuses() {
        if (planned.life().diesBefore().isPresent()) {
            return CampaignWorkers.UNSETTLED;
        }
        return planned.life().mistake() == Mistake.NONE ? standing() : takenBack();
    }

    private Set<String> standing() {
        CampaignTurn turn = planned.turn();
        Set<String> possible = new TreeSet<>();
        if (!turn.stops() || !turn.isKnownAt(cause)) {
            planned.practicesFor(cause).forEach(practice -> possible.addAll(at(practice)));
        }
        // What went before the move is not written again at the new practice; nor is what was not sent before a stop.
        boolean sentBeforeTheMove = turn.kind() == Kind.MOVES && !turn.isKnownAt(entry.made());
        if (turn.stops() || sentBeforeTheMove) {
            possible.add("parked");
        }
        return possible;
    }

    private Set<String> at(CampaignPractice practice) {
        return switch (practice.channel()) {
            case FHIR -> planned.registered() == Registered.ONCE ? inARecord() : Set.of("parked");
            case MESH -> byDocument();
            case BARS, PULL -> Set.of(practice == planned.home() ? "delivered" : "parked");
        };
    }

    private Set<String> inARecord() {
        Set<String> possible = new TreeSet<>(Set.of("filed"));
        if (entry.code().isPresent()) {
            possible.add("text-only");
        }
        // Words that were corrected before anybody had read them back stand there as filed.
        if (entry.wordsBefore().isPresent()) {
            possible.add("amended");
        }
        return possible;
    }

    private Set<String> byDocument() {
        Set<String> possible = new TreeSet<>(Set.of("delivered"));
        if (arrived.stream().flatMap(it -> it.fate().stream()).anyMatch(fate -> !fate.isAcknowledged())) {
            possible.add("parked");
        }
        // A system may say of a copy that it has the document before that of the first is read.
        if (turnedAway) {
            possible.addAll(Set.of("refused", "parked"));
        }
        return possible;
    }

    /** From a record, Linkway takes it back; from elsewhere, only what it never sent. */
    private Set<String> takenBack() {
        Set<String> possible = new TreeSet<>(Set.of("retracted"));
        boolean allInRecords =
                planned.practicesFor(entry.made()).stream().allMatch(practice -> practice.isBy(Channel.FHIR));
        boolean stays = planned.turn().kind() == Kind.NONE || planned.turn().kind() == Kind.HAS_A_NEW_NUMBER;
        if (!allInRecords || !stays || planned.registered() != Registered.ONCE) {
            possible.add("parked");
        }
        return possible;
    }
}
