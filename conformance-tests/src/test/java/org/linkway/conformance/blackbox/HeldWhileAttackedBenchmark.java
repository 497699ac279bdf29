package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.blackbox.SteadyTraffic.Came;
import org.linkway.conformance.blackbox.SteadyTraffic.Sent;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/**
 * How long one party's requests take by themselves, and while another floods the gateway with referrals and hundreds of connections
 * are slow, by turns in one run. Fails where the 99th percentile of either kind is more than twice as long. Run by its name.
 */
class HeldWhileAttackedBenchmark {
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("attack.window", 30));
    private static final int ROUNDS = Integer.getInteger("attack.rounds", 4);
    private static final int OWN_RATE = Integer.getInteger("attack.own", 10);
    private static final int FLOOD_RATE = Integer.getInteger("attack.flood", 150);
    /** Of what a node of two processors works (about 50 referrals a second), each party may have a quarter. */
    private static final Map<String, String> LIMITS = Map.of(
            "linkway.limits.party.requests-per-second", Integer.toString(Integer.getInteger("attack.allowed", 12)),
            "linkway.limits.party.burst", "40",
            "linkway.limits.party.concurrent", "20");

    private static final int HEADS = 300;
    private static final int BODIES = 100;
    private static final double MOST = 2.0;
    private static final String REFERRAL = "referral";
    private static final String READ = "read";
    private static final String NEW = "00000000-aaaa-bbbb-cccc-dddddddddddd";

    @TempDir
    private static Path folder;

    private static List<String> bodies;

    @BeforeAll
    static void makeReferrals() {
        SyntheticPeople people = new SyntheticPeople();
        // Made beforehand: whoever sends them shares the machine with the gateway.
        bodies = Stream.generate(() -> new String(
                        FhirText.write(GpReferral.of(people.next(), NEW).transaction(), WireFormat.JSON), UTF_8))
                .limit(2000)
                .toList();
    }

    @Test
    void aFloodAndSlowConnectionsLeaveAnothersTimesWithinTwiceItsOwn() throws Exception {
        Came alone = new Came();
        Came attacked = new Came();
        Came flood = new Came();
        long slow = 0;
        try (GuardedGateway gateway = new GuardedGateway(folder, LIMITS)) {
            String base = gateway.process().http().base();
            SteadyTraffic own = own(gateway, base);
            SteadyTraffic greedy =
                    new SteadyTraffic(base, "198.51.100.2", FLOOD_RATE, 100, referrals(gateway, GuardedGateway.GREEDY));
            for (int warmUp = 0; warmUp < 2; warmUp++) {
                own.run(WINDOW);
                attack(gateway, own, greedy, new Came());
            }
            await().atMost(Duration.ofMinutes(5)).until(gateway::hasNothingToDeliver);
            for (int round = 0; round < ROUNDS; round++) {
                Came before = own.run(WINDOW);
                alone.add(before);
                Attacked during = attack(gateway, own, greedy, flood);
                attacked.add(during.own());
                slow += during.connections();
                // What the flood left to be delivered is not what is measured.
                await().atMost(Duration.ofMinutes(5)).until(gateway::hasNothingToDeliver);
                System.out.printf(Locale.ROOT, "round %d: %s; attacked %s%n", round, line(before), line(during.own()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "alone     %s %s%nattacked  %s %s%nthe flood %s, and %d slow connections%nratio of p99: referral %.2f, read %.2f%n",
                line(alone),
                alone,
                line(attacked),
                attacked,
                flood,
                slow,
                ratio(attacked, alone, REFERRAL),
                ratio(attacked, alone, READ));
        assertThat(attacked.answers().keySet()).containsOnly(REFERRAL + " 200", READ + " 200");
        assertThat(ratio(attacked, alone, REFERRAL)).isLessThanOrEqualTo(MOST);
        assertThat(ratio(attacked, alone, READ)).isLessThanOrEqualTo(MOST);
    }

    private record Attacked(Came own, long connections) {}

    private static Attacked attack(GuardedGateway gateway, SteadyTraffic own, SteadyTraffic greedy, Came flood) {
        int port = URI.create(gateway.process().http().base()).getPort();
        AtomicBoolean over = new AtomicBoolean();
        try (SlowLoris loris = new SlowLoris(port, HEADS, BODIES, gateway.token(GuardedGateway.SLOW))) {
            CompletableFuture<Void> flooding = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    flood.add(greedy.run(Duration.ofSeconds(1)));
                }
            });
            Came came = own.run(WINDOW);
            over.set(true);
            flooding.join();
            return new Attacked(came, loris.connections());
        }
    }

    /** A referral, and then two readings of one. */
    private static SteadyTraffic own(GuardedGateway gateway, String base) throws Exception {
        Function<Long, Sent> referrals = referrals(gateway, GuardedGateway.OWN);
        Sent first = referrals.apply(0L);
        Answer opened = gateway.process().http().post(first.path(), first.body(), first.headers());
        String task = opened.bundle().getEntry().stream()
                .map(entry -> entry.getResponse().getLocation())
                .filter(location -> location.startsWith("Task/"))
                .findFirst()
                .orElseThrow();
        Sent read = new Sent(READ, "/fhir/" + task.replaceFirst("/_history.*", ""), "", first.headers());
        return new SteadyTraffic(
                base, "198.51.100.1", OWN_RATE, 1000, number -> number % 3 == 0 ? referrals.apply(number) : read);
    }

    private static Function<Long, Sent> referrals(GuardedGateway gateway, String party) {
        String bearer = "Bearer " + gateway.token(party);
        return number -> new Sent(
                REFERRAL,
                "/fhir",
                bodies.get((int) (number % bodies.size()))
                        .replace(NEW, UUID.randomUUID().toString())
                        .replace(GuardedGateway.practiceOf(GuardedGateway.OWN), GuardedGateway.practiceOf(party)),
                Map.of(
                        "Authorization",
                        bearer,
                        "Content-Type",
                        WireFormat.JSON.mediaType(),
                        "X-Request-Id",
                        UUID.randomUUID().toString()));
    }

    private static double ratio(Came attacked, Came alone, String kind) {
        return attacked.percentile(kind, 99) / alone.percentile(kind, 99);
    }

    private static String line(Came came) {
        return Stream.of(REFERRAL, READ)
                .map(kind -> String.format(
                        Locale.ROOT,
                        "%s p50 %.0f p95 %.0f p99 %.0f ms",
                        kind,
                        came.percentile(kind, 50),
                        came.percentile(kind, 95),
                        came.percentile(kind, 99)))
                .collect(Collectors.joining(", "));
    }
}
