package org.linkway.gateway.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.gateway.security.PartyBook.Hand;
import org.linkway.gateway.security.PartyBook.Origin;
import org.linkway.gateway.security.PartyBook.Put;
import org.linkway.gateway.security.PartyBook.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the book to what the configuration says, at the start: what it names no more is let in no more. */
final class ConfiguredParties {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredParties.class);
    private static final Hand HAND = new Hand("configuration", "as the configuration says at this start");

    private final PartyBook book;

    ConfiguredParties(PartyBook book) {
        this.book = book;
    }

    /** @throws IllegalStateException with every fault of every party */
    void write(Map<String, PartiesProperties.Settings> configured) {
        List<RegisteredParty> parties = configured.entrySet().stream()
                .map(it -> it.getValue().under(it.getKey()))
                .toList();
        refuse(parties.stream()
                .flatMap(party -> Stream.concat(
                                PartyCheck.faults(party).stream(), PartyCheck.clashes(party, parties).stream())
                        .map(fault -> setting(party, fault))));
        List<RegisteredParty> dropped = book.all().stream()
                .filter(it -> it.origin() == Origin.CONFIGURATION && it.party().active())
                .map(Standing::party)
                .filter(it -> !configured.containsKey(it.id()))
                .toList();
        dropped.forEach(it -> put(it.active(false), configured.keySet()));
        parties.forEach(party -> put(party, configured.keySet()));
    }

    private static String setting(RegisteredParty party, PartyFault fault) {
        return "linkway.parties." + party.id() + "." + fault;
    }

    private static void refuse(Stream<String> faults) {
        String all = faults.collect(Collectors.joining(" "));
        if (!all.isEmpty()) {
            throw new IllegalStateException(all);
        }
    }

    /** Another node that starts at the same time writes the same, so who comes second looks again. */
    private void put(RegisteredParty party, Set<String> configured) {
        Optional<Standing> before = book.find(party.id());
        boolean isSo = before.filter(it -> it.party().equals(party) && it.origin() == Origin.CONFIGURATION)
                .isPresent();
        if (isSo) {
            return;
        }
        Put put = book.put(
                party,
                Origin.CONFIGURATION,
                before.map(Standing::version).orElse(0L),
                HAND,
                others -> PartyCheck.clashes(party, registeredByHand(others, configured)));
        if (put instanceof Put.Refused refused) {
            refuse(refused.faults().stream().map(fault -> setting(party, fault)));
        } else if (put instanceof Put.Stale) {
            put(party, configured);
        } else {
            LOG.info("party {} stands as the configuration says", party.id());
        }
    }

    /** Those that the configuration names are held against each other before any of them is written. */
    private static List<RegisteredParty> registeredByHand(List<Standing> others, Set<String> configured) {
        return others.stream()
                .filter(it -> it.origin() == Origin.ADMINISTRATION)
                .map(Standing::party)
                .filter(it -> !configured.contains(it.id()))
                .toList();
    }
}
