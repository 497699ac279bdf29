package org.linkway.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A book of parties that nobody changes. */
final class ListedParties implements PartyBook {
    private final List<Standing> standing;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    ListedParties(RegisteredParty... parties) {
        this.standing = Stream.of(parties)
                .map(party -> new Standing(party, 1, Origin.ADMINISTRATION))
                .toList();
    }

    @Override
    public List<Standing> all() {
        return standing;
    }

    @Override
    public Optional<Standing> find(String id) {
        return standing.stream().filter(it -> it.party().id().equals(id)).findFirst();
    }

    @Override
    public List<Past> history(String id) {
        return List.of();
    }

    @Override
    public Put put(
            RegisteredParty party,
            Origin origin,
            long expectedVersion,
            Hand hand,
            Function<List<Standing>, List<PartyFault>> against) {
        throw new UnsupportedOperationException("Nobody changes these.");
    }

    @Override
    public boolean use(String client, String jti, Instant expiresAt) {
        return used.add(client + " " + jti);
    }
}
