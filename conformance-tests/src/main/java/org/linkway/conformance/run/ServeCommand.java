package org.linkway.conformance.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.command.Options;

/** Plays the other side of a system that calls, and shows on a page what it said and how that is judged. */
public final class ServeCommand implements Command {
    private static final String PORT = "--port";
    private static final Set<String> NAMES = Set.of(
            RunPlan.SUITE,
            RunPlan.TEST,
            PORT,
            RunPlan.LISTEN,
            RunPlan.TARGET,
            RunPlan.VARIABLE,
            RunPlan.PACKAGES,
            RunPlan.REPORT);

    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String usage() {
        return """
            serve --suite sender|link-worker-platform [--port 9080] [--target WEBHOOK] [--report FOLDER]
                [--test SCRIPT|REQUIREMENT] [--variable NAME=VALUE] [--packages FOLDER]
                Plays the receiver for a sender, or Linkway's local API for a link workers' platform, until it is stopped.
                The page at / shows what came and how it is judged, and /results.json the same as TestReports; with
                --report both are written down in the end. A platform is told of a referral at its webhook.""".stripTrailing();
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Serving serving = start(arguments, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "stop"));
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Plays until it is closed. */
    static Serving start(List<String> arguments, PrintStream out) {
        Options options = Options.parse(listening(arguments), NAMES, Set.of());
        HearingPlan plan = HearingPlan.of(options)
                .orElseThrow(() -> new CommandFailed("Say who calls: " + RunPlan.SUITE
                        + " sender, or link-worker-platform. Others are called: use run."));
        Hearing hearing = Hearing.open(plan);
        out.println("What comes and how it is judged: " + hearing.origin() + "/");
        out.println("Awaited at " + hearing.base() + ":");
        plan.scripts().forEach(script -> out.println("  " + hearing.awaited(script)));
        return new Serving(hearing, options.text(RunPlan.REPORT).map(Path::of), out);
    }

    /** {@code --port} is what {@code run} calls {@code --listen}. */
    private static List<String> listening(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.replaceAll(argument -> argument.equals(PORT) ? RunPlan.LISTEN : argument);
        return all;
    }

    /**
     * Somebody who is played.
     *
     * @param report where what came is written down in the end
     */
    record Serving(Hearing hearing, Optional<Path> report, PrintStream out) implements AutoCloseable {
        String origin() {
            return hearing.origin();
        }

        String base() {
            return hearing.base();
        }

        @Override
        public void close() {
            report.ifPresent(folder -> {
                Reports.write(folder, hearing.caller(), hearing.base(), hearing.results());
                out.println("What came and how it is judged: " + folder.resolve("index.html"));
            });
            hearing.close();
        }
    }
}
