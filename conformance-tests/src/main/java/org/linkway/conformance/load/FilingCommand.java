package org.linkway.conformance.load;

import java.io.PrintStream;
import java.util.List;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.PracticeRecordPartner;

/** Reports people as seen at a steady rate, and prints how long it takes until that is filed. */
public final class FilingCommand implements Command {
    @Override
    public String name() {
        return "filing";
    }

    @Override
    public String usage() {
        return """
            filing [--gateway http://localhost:8080] [--record-port 8099] [--referrals 1500] [--rate 50] [--connections 32]
                   [--warm-up 200] [--patience 300] [--allow-remote]
                Plays the practice's record at that port, to which the gateway has to file
                (--linkway.partner.record-endpoint=http://127.0.0.1:8099/fhir); opens referrals of made-up people and accepts
                them; then reports so many a second as seen, whether or not the answers keep up. Prints how long each answer
                took and how long each record entry took until it was read back for the last time, both from the moment when
                the report was due, once the gateway says of all that they are filed; fails where it does not within the
                patience (seconds).""";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        FilingPlan plan = FilingPlan.of(arguments);
        try (PracticeRecordPartner record = PracticeRecordPartner.start(plan.recordPort())) {
            FilingRun run = new FilingRun(plan, record);
            out.printf(
                    "%d referrals at %s are seen, %d a second; the record is at %s%n",
                    plan.referrals(), plan.gateway(), plan.rate(), record.baseUrl());
            run.report(run.open(plan.warmUp()));
            FilingReport report = run.report(run.open(plan.referrals()));
            out.println(report);
            if (report.errorCount() > 0) {
                throw new CommandFailed(report.errorCount() + " reports or entries did not come to what they should.");
            }
        }
    }
}
