package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * are slow, by turns in one run, with the limits that a gateway has where nobody sets any. Fails where the 99th percentile of
 * either kind is more than twice as long. Run by its name.
 */
class HeldWhileAttackedBenchmark {
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("attack.window", 60));
    private static final int ROUNDS = Integer.getInteger("attack.rounds", 4);
    private static final int OWN_RATE = Integer.getInteger("attack.own", 10);
    private static final int FLOOD_RATE = Integer.getInteger("attack.flood", 150);

    private static final double MOST = 2.0;
    private static final String REFERRAL = "referral";
    private static final String READ = "read";

    @TempDir
    private static Path folder;

    @Test
    void aFloodAndSlowConnectionsLeaveAnothersTimesWithinTwiceItsOwn() throws Exception {
        Came alone = new Came();
        Came attacked = new Came();
        try (GuardedGateway gateway = new GuardedGateway(folder, limits());
                Attackers.Outside attackers = new Attackers.Outside(
                        gateway, FLOOD_RATE, Files.write(folder.resolve("flood"), referrals(GuardedGateway.GREEDY)))) {
            SteadyTraffic own = own(gateway);
            for (int round = -2; round < ROUNDS; round++) {
                Came before = own.run(WINDOW);
                attackers.begin();
                Came during = own.run(WINDOW);
                String attack = attackers.end();
                // What the flood left to be delivered is not what is measured.
                await().atMost(Duration.ofMinutes(5)).until(gateway::hasNothingToDeliver);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %s; attacked %s; %s%n",
                        round < 0 ? "warm-up" : "round " + round,
                        line(before),
                        line(during),
                        attack);
                if (round >= 0) {
                    alone.add(before);
                    attacked.add(during);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "alone     %s %s%nattacked  %s %s%nratio of p99: referral %.2f, read %.2f%n",
                line(alone),
                alone,
                line(attacked),
                attacked,
                ratio(attacked, alone, REFERRAL),
                ratio(attacked, alone, READ));
        assertThat(attacked.answers().keySet()).containsOnly(REFERRAL + " 200", READ + " 200");
        assertThat(ratio(attacked, alone, REFERRAL)).isLessThanOrEqualTo(MOST);
        assertThat(ratio(attacked, alone, READ)).isLessThanOrEqualTo(MOST);
    }

    /** The flood has what any party has, but to find out how much that should be. Who is measured is named for more. */
    private static Map<String, String> limits() {
        Map<String, String> limits = new HashMap<>(allowance(GuardedGateway.OWN, "50"));
        Optional.ofNullable(System.getProperty("attack.allowed"))
                .ifPresent(allowed -> limits.putAll(allowance(GuardedGateway.GREEDY, allowed)));
        return limits;
    }

    private static Map<String, String> allowance(String party, String perSecond) {
        String limit = "linkway.limits.parties." + party;
        return Map.of(
                limit + ".requests-per-second", perSecond, limit + ".burst", perSecond, limit + ".concurrent", "20");
    }

    /** Made beforehand: whoever sends them shares the machine with the gateway. */
    private static List<String> referrals(String party) throws IOException {
        SyntheticPeople people = new SyntheticPeople();
        return Stream.generate(() -> new String(
                                FhirText.write(
                                        GpReferral.of(people.next(), Attackers.NEW)
                                                .transaction(),
                                        WireFormat.JSON),
                                UTF_8)
                        .replaceAll("\\s*\\n\\s*", "")
                        .replace(GuardedGateway.practiceOf(GuardedGateway.OWN), GuardedGateway.practiceOf(party)))
                .limit(2000)
                .toList();
    }

    /** A referral, and then two readings of one. */
    private static SteadyTraffic own(GuardedGateway gateway) throws IOException {
        List<String> referrals = referrals(GuardedGateway.OWN);
        String token = gateway.token(GuardedGateway.OWN);
        Sent first = Attackers.referral(referrals, 0, token);
        Answer opened = gateway.process().http().post(first.path(), first.body(), first.headers());
        String task = opened.bundle().getEntry().stream()
                .map(entry -> entry.getResponse().getLocation())
                .filter(location -> location.startsWith("Task/"))
                .findFirst()
                .orElseThrow();
        Sent read = new Sent(READ, "/fhir/" + task.replaceFirst("/_history.*", ""), "", first.headers());
        return new SteadyTraffic(
                gateway.process().http().base(),
                "198.51.100.1",
                OWN_RATE,
                1000,
                number -> number % 3 == 0 ? Attackers.referral(referrals, number, token) : read);
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
