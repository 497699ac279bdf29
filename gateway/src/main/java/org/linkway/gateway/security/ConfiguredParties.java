package org.linkway.gateway.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linkway.gateway.security.PartyBook.Hand;
import org.linkway.gateway.security.PartyBook.Origin;
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
        String faults = parties.stream()
                .flatMap(party ->
                        PartyCheck.faults(party).stream().map(fault -> "linkway.parties." + party.id() + "." + fault))
                .collect(Collectors.joining(" "));
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults);
        }
        Map<String, Standing> standing =
                book.all().stream().collect(Collectors.toMap(it -> it.party().id(), Function.identity()));
        parties.forEach(party -> put(party, Optional.ofNullable(standing.get(party.id()))));
        standing.values().stream()
                .filter(it -> it.origin() == Origin.CONFIGURATION && it.party().active())
                .filter(it -> !configured.containsKey(it.party().id()))
                .forEach(it -> put(it.party().inactive(), Optional.of(it)));
    }

    private void put(RegisteredParty party, Optional<Standing> before) {
        boolean isSo = before.filter(it -> it.party().equals(party) && it.origin() == Origin.CONFIGURATION)
                .isPresent();
        if (!isSo) {
            // Another node that starts at the same time writes the same.
            book.put(party, Origin.CONFIGURATION, before.map(Standing::version).orElse(0L), HAND);
            LOG.info("party {} stands as the configuration says", party.id());
        }
    }
}
