package org.linkway.gateway.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.routes.port.ServiceHosts;
import org.linkway.routes.port.Workers;
import org.linkway.workflow.Party;
import org.linkway.workflow.Party.Kind;

/**
 * The parties that may call, as they stand in the book. They are read again every two seconds, on every node: within that time
 * a change counts everywhere, and nobody has to restart anything.
 */
public class Parties implements Workers, ServiceHosts {
    static final Party LINKWAY = new Party("linkway", Kind.OPERATOR, "Linkway", Set.of());
    private static final long OLD = Duration.ofSeconds(2).toNanos();

    private final Supplier<List<RegisteredParty>> book;
    private final boolean standIns;
    private final LongSupplier nanos;
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(unread());

    /** @param standIns whether the sandbox's stand-ins call too, without proving anything */
    Parties(Supplier<List<RegisteredParty>> book, boolean standIns, LongSupplier nanos) {
        this.book = book;
        this.standIns = standIns;
        this.nanos = nanos;
    }

    /** The stand-ins of the sandbox, and nobody else. */
    public static Parties standIns() {
        return new Parties(List::of, true, () -> 0);
    }

    private record Snapshot(List<RegisteredParty> parties, long readAt, boolean isRead) {}

    /** The gateway itself, when it works on its own: it sees everything. */
    public Party linkway() {
        return LINKWAY;
    }

    /** Those that are let in. */
    public List<RegisteredParty> active() {
        Snapshot standing = snapshot.get();
        long now = nanos.getAsLong();
        if (standing.isRead() && now - standing.readAt() <= OLD) {
            return standing.parties();
        }
        Snapshot read =
                new Snapshot(book.get().stream().filter(RegisteredParty::active).toList(), now, true);
        // Not where something was changed meanwhile: what was read may be from before.
        snapshot.compareAndSet(standing, read);
        return read.parties();
    }

    /** What was changed on this node counts at once. */
    public void changed() {
        snapshot.set(unread());
    }

    private static Snapshot unread() {
        return new Snapshot(List.of(), 0, false);
    }

    public Optional<RegisteredParty> find(String id) {
        return active().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    Optional<RegisteredParty> knownAs(String clientId) {
        return active().stream().filter(it -> it.isKnownAs(clientId)).findFirst();
    }

    /** Whether a party still takes part: what is for one that does not stays here. */
    public boolean isLetIn(String id) {
        return (standIns && isStandIn(id)) || find(id).isPresent();
    }

    /**
     * Whether a party may still be told how its referrals stand: it is let in, and may read them.
     *
     * @param type of the resources that say it
     */
    public boolean mayBeTold(String id, String type) {
        return (standIns && isStandIn(id))
                || find(id).filter(it -> Scopes.allow(it.scopes(), type, 'r')).isPresent();
    }

    private static boolean isStandIn(String id) {
        return id.equals(StandIns.SENDER.id()) || id.equals(StandIns.WORKER.id());
    }

    /** Where a party is reached by a channel, where it said so. */
    public Optional<String> endpoint(String id, Channel channel) {
        return find(id).map(it -> it.endpoints().get(channel));
    }

    @Override
    public Optional<String> among(Set<String> addressees) {
        List<RegisteredParty> workers =
                active().stream().filter(it -> it.kind() == Kind.WORKER).toList();
        List<String> named = workers.stream()
                .filter(it -> addressees.stream()
                        .anyMatch(addressee -> names(it.services(), addressee)
                                || it.odsCodes().stream().anyMatch(addressee::equalsIgnoreCase)))
                .map(RegisteredParty::id)
                .toList();
        if (named.isEmpty() && standIns) {
            return Optional.of(StandIns.WORKER.id());
        }
        if (named.isEmpty() && workers.size() == 1) {
            return Optional.of(workers.get(0).id());
        }
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    @Override
    public boolean hosts(Party party, String service) {
        return (standIns && isStandIn(party.id()))
                || find(party.id()).filter(it -> names(it.services(), service)).isPresent();
    }

    /** Published messages spell a service's system in several ways, so the id alone counts. */
    private static boolean names(Set<String> services, String addressee) {
        return services.stream().anyMatch(service -> serviceId(service).equals(serviceId(addressee)));
    }

    static String serviceId(String service) {
        String[] parts = service.split("\\|", -1);
        return Arrays.asList(parts).get(parts.length - 1).strip();
    }
}
