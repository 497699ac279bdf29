package org.linkway.gateway.sandbox;

import java.io.PrintStream;

/** What the sandbox says to whoever started it. ASCII alone: not every terminal shows more. */
final class LoopConsole {
    private final PrintStream out;

    LoopConsole(PrintStream out) {
        this.out = out;
    }

    void welcome() {
        out.println();
        out.println("Linkway sandbox: no authentication, invented people only. Send it no real person's data.");
    }

    void welcomeWithProof() {
        out.println();
        out.println(
                "Linkway sandbox: invented people only, and nobody is let in without a token. Nothing is shown by itself.");
    }

    void loopStarts() {
        out.println();
        out.println("One e-referral, all the way round (ms since it was sent):");
    }

    void happened(long millis, LoopStep step, String detail) {
        out.printf("%8d  %-26s  %s%n", millis, step.words(), detail);
    }

    void closed() {
        out.println("The loop is closed: what came of the referral is in the patient's record, coded.");
    }

    void missed(LoopMissed missed) {
        out.printf("%8s  %-26s  %s%n", "MISSED", missed.step().words(), missed.getMessage());
    }

    void yourTurn(String command) {
        out.println();
        out.println("The autopilot is off, so the next step is yours. Accept the referral as a link worker:");
        out.println("  " + command);
    }

    void addresses(String gateway, String nhsNumber) {
        out.println();
        out.println("Look around:");
        address("FHIR", gateway + "/fhir");
        address("link workers' API", gateway + "/local/v1/referrals");
        address("deliveries", gateway + "/local/v1/deliveries");
        address(
                "stand-in GP record",
                "curl -s -d '" + StandInAddresses.inRecordOf(nhsNumber) + "' " + gateway
                        + StandInAddresses.recordOf("Procedure"));
        address("health", gateway + "/actuator/health");
        out.println("Try your own:");
        out.println("  curl -s " + gateway + StandInAddresses.SAMPLE
                + " | curl -s -H 'Content-Type: application/fhir+json'" + " --data-binary @- " + gateway + "/fhir");
        out.println();
    }

    private void address(String what, String url) {
        out.printf("  %-20s %s%n", what, url);
    }
}
