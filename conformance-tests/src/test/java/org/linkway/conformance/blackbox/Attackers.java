package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.linkway.conformance.blackbox.SteadyTraffic.Came;
import org.linkway.conformance.blackbox.SteadyTraffic.Sent;
import org.linkway.fhir.validation.WireFormat;

/**
 * A process of its own, because real attackers share no machine with whoever they keep from being served: one party floods the
 * gateway with referrals, and hundreds of connections are slow. By turns, as it is told by lines on standard input.
 */
final class Attackers {
    static final String BEGIN = "begin";
    static final String END = "end";
    /** In a referral, what has to be new in each. */
    static final String NEW = "00000000-aaaa-bbbb-cccc-dddddddddddd";

    private static final int AT_THE_SAME_TIME = 100;
    private static final int HEADS = 300;
    private static final int BODIES = 100;

    private final String base;
    private final SteadyTraffic flood;
    private final String slow;

    private Attackers(String base, int perSecond, String greedy, String slow, List<String> referrals) {
        this.base = base;
        this.slow = slow;
        this.flood = new SteadyTraffic(
                base, "198.51.100.2", perSecond, AT_THE_SAME_TIME, number -> referral(referrals, number, greedy));
    }

    static Sent referral(List<String> referrals, long number, String token) {
        return new Sent(
                "referral",
                "/fhir",
                referrals
                        .get((int) (number % referrals.size()))
                        .replace(NEW, UUID.randomUUID().toString()),
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        WireFormat.JSON.mediaType(),
                        "X-Request-Id",
                        UUID.randomUUID().toString()));
    }

    /** @param args where the gateway is, how many referrals a second, both tokens, and a file with a referral in each line */
    public static void main(String[] args) throws IOException {
        Attackers attackers = new Attackers(
                args[0], Integer.parseInt(args[1]), args[2], args[3], Files.readAllLines(Path.of(args[4]), UTF_8));
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (BEGIN.equals(told.readLine())) {
            System.out.println(attackers.attack(told));
        }
    }

    /** Until it is told to end. */
    private String attack(BufferedReader told) throws IOException {
        Came came = new Came();
        AtomicBoolean over = new AtomicBoolean();
        try (SlowLoris loris = new SlowLoris(URI.create(base).getPort(), HEADS, BODIES, slow)) {
            CompletableFuture<Void> flooding = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    came.add(flood.run(Duration.ofSeconds(1)));
                }
            });
            told.readLine();
            over.set(true);
            flooding.join();
            return "flood " + came + ", " + loris.connections() + " slow connections";
        }
    }

    /** Started, and at rest. */
    static final class Outside implements AutoCloseable {
        private final Process process;
        private final BufferedReader says;

        Outside(GuardedGateway gateway, int perSecond, Path referrals) throws IOException {
            process = new ProcessBuilder(
                            "nice",
                            "-n",
                            "19",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Attackers.class.getName(),
                            gateway.process().http().base(),
                            Integer.toString(perSecond),
                            gateway.token(GuardedGateway.GREEDY),
                            gateway.token(GuardedGateway.SLOW),
                            referrals.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            says = process.inputReader(UTF_8);
        }

        void begin() throws IOException {
            tell(BEGIN);
        }

        /** Says what came of it. */
        String end() throws IOException {
            tell(END);
            return says.readLine();
        }

        private void tell(String line) throws IOException {
            process.outputWriter(UTF_8).append(line).append('\n').flush();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
