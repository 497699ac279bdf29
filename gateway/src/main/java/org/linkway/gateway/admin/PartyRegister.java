package org.linkway.gateway.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.linkway.gateway.local.LocalProblem;
import org.linkway.gateway.security.Caller;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.PartiesProperties;
import org.linkway.gateway.security.PartyBook;
import org.linkway.gateway.security.PartyBook.Hand;
import org.linkway.gateway.security.PartyBook.Origin;
import org.linkway.gateway.security.PartyBook.Past;
import org.linkway.gateway.security.PartyBook.Put;
import org.linkway.gateway.security.PartyBook.Standing;
import org.linkway.gateway.security.PartyCheck;
import org.linkway.gateway.security.PartyFault;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.workflow.RecordEvent.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Changes parties by an operator's hand: checked, written with its history, counting at once on this node and within two seconds
 * on all others. Whoever can do this can let anybody in, so each change is told in the log too. What is refused is a
 * {@link LocalProblem}.
 */
@Component
class PartyRegister {
    private static final Logger LOG = LoggerFactory.getLogger(PartyRegister.class);
    private static final int LONGEST_REASON = 300;

    private final PartyBook book;
    private final Parties parties;
    private final PartyReach reach;
    private final PartiesProperties configured;
    private final Callers callers;

    PartyRegister(PartyBook book, Parties parties, PartyReach reach, PartiesProperties configured, Callers callers) {
        this.book = book;
        this.parties = parties;
        this.reach = reach;
        this.configured = configured;
        this.callers = callers;
    }

    List<Standing> all() {
        return book.all();
    }

    Standing read(String id) {
        return find(id).orElseThrow(PartyRegister::noSuchParty);
    }

    /** The newest first. */
    List<Past> history(String id) {
        read(id);
        return book.history(id);
    }

    /** @return as it stands now; the same version as before where nothing is different */
    Standing put(RegisteredParty party, Expected expected, String reason) {
        Optional<Standing> before = find(party.id());
        refuseConfigured(before);
        expected.check(before.map(Standing::version));
        List<PartyFault> faults = new ArrayList<>(PartyCheck.faults(party));
        faults.addAll(reach.faults(party));
        before.filter(it -> it.party().kind() != party.kind())
                .ifPresent(it -> faults.add(new PartyFault(
                        "kind", "a party stays what it is, and so does what it sees. Register another one.")));
        faults.addAll(PartyCheck.clashes(party, inBook(book.all())));
        refuse(faults);
        return write(party, before, reason, others -> PartyCheck.clashes(party, inBook(others)));
    }

    /** Whoever is to be let in is checked anew; to let one go nothing has to hold. */
    Standing let(boolean in, String id, Optional<Expected> expected, String reason) {
        Standing before = read(id);
        RegisteredParty now = before.party().active(in);
        Expected at = expected.orElse(new Expected(before.version()));
        if (in) {
            return put(now, at, reason);
        }
        refuseConfigured(Optional.of(before));
        at.check(Optional.of(before.version()));
        return write(now, Optional.of(before), reason, others -> List.of());
    }

    private Standing write(
            RegisteredParty party,
            Optional<Standing> before,
            String reason,
            Function<List<Standing>, List<PartyFault>> against) {
        if (before.filter(it -> it.party().equals(party)).isPresent()) {
            return before.get();
        }
        Put put = book.put(
                party,
                Origin.ADMINISTRATION,
                before.map(Standing::version).orElse(0L),
                new Hand(by(), sound(reason)),
                against);
        if (put instanceof Put.Refused refused) {
            refuse(refused.faults());
        }
        if (!(put instanceof Put.Written written)) {
            throw Expected.stale(find(party.id()).map(Standing::version));
        }
        parties.changed();
        LOG.warn(
                "party {} was changed by an operator and is {} at version {}; who did it, and why, stands in the audit trail",
                party.id(),
                party.active() ? "active" : "inactive",
                written.version());
        return new Standing(party, written.version(), Origin.ADMINISTRATION);
    }

    private Optional<Standing> find(String id) {
        return PartyCheck.isId(id) ? book.find(id) : Optional.empty();
    }

    private String by() {
        Caller caller = callers.current();
        return caller.person().orElse(caller.party().id());
    }

    /** @throws LocalProblem where there is none, or it is no sentence */
    static String sound(String reason) {
        boolean isSound = reason != null
                && !reason.isBlank()
                && reason.length() <= LONGEST_REASON
                && reason.chars().noneMatch(Character::isISOControl);
        if (!isSound) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST,
                    "Give 'reason', why this is changed: a sentence of up to " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    private void refuseConfigured(Optional<Standing> before) {
        before.filter(it -> it.origin() == Origin.CONFIGURATION)
                .map(it -> it.party().id())
                .filter(configured.parties()::containsKey)
                .ifPresent(id -> {
                    throw new LocalProblem(
                            HttpStatus.CONFLICT,
                            "This party stands in the configuration. Change linkway.parties." + id
                                    + " there, and start the nodes again.");
                });
    }

    private static void refuse(List<PartyFault> faults) {
        if (!faults.isEmpty()) {
            throw new LocalProblem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "The party cannot be registered so.",
                    faults.stream()
                            .map(fault -> new Refusal("party." + fault.member(), fault.sentence()))
                            .toList());
        }
    }

    private static List<RegisteredParty> inBook(List<Standing> standing) {
        return standing.stream().map(Standing::party).toList();
    }

    private static LocalProblem noSuchParty() {
        return new LocalProblem(HttpStatus.NOT_FOUND, "There is no party with this id. List them to find it.");
    }
}
