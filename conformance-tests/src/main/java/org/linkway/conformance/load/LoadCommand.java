package org.linkway.conformance.load;

import java.io.PrintStream;
import java.util.List;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;

/** Sends synthetic referrals to a gateway and prints how fast it took them. */
public final class LoadCommand implements Command {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public String usage() {
        return """
            load [--target http://localhost:8080/fhir] [--referrals 2000] [--connections 4] [--warm-up 200] [--allow-remote]
                Sends referrals of made-up people as transactions, as many at a time as there are connections, and prints
                referrals per second, latencies and errors. Targets beyond this machine need --allow-remote.""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        LoadPlan plan = LoadPlan.of(arguments);
        LoadRun run = new LoadRun(plan.target(), plan.connections());
        run.send(plan.warmUp());
        out.printf(
                "%d referrals over %d connections to %s, after %d to warm up%n",
                plan.referrals(), plan.connections(), plan.target(), plan.warmUp());
        LoadReport report = run.send(plan.referrals());
        out.println(report);
        if (report.errorCount() > 0) {
            throw new CommandFailed(
                    report.errorCount() + " of " + plan.referrals() + " referrals were not answered 200.");
        }
    }
}
