package org.linkway.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.command.CommandFailed;

class FilingCommandTest {
    private final FilingStub gateway = new FilingStub();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void measuresFromWhenAReportWasDueToTheLastReadBack() {
        run("--referrals", "20", "--rate", "200", "--connections", "4", "--warm-up", "3");

        assertThat(gateway.reported("accepted")).isEqualTo(23);
        assertThat(gateway.reported("seen")).isEqualTo(23);
        assertThat(output())
                .contains("20 referrals at " + gateway.address() + " are seen, 200 a second")
                .containsPattern("answered  [0-9.]+ reports/s \\(20 in [0-9.]+ s\\)   p50")
                .containsPattern("filed     20 entries   p50 [0-9.]+ ms")
                .contains("errors    none");
    }

    @Test
    void measuresNothingThatTheOpeningsCause() {
        gateway.deliverFor(2);

        run("--referrals", "3", "--rate", "100", "--warm-up", "0");

        assertThat(gateway.seenTooEarly()).isFalse();
    }

    @Test
    void measuresNothingWhereThatDoesNotEnd() {
        gateway.deliverFor(1000);

        assertThatThrownBy(() -> run("--referrals", "1", "--warm-up", "0", "--patience", "1"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("what the openings caused");
        assertThat(gateway.reported("seen")).isZero();
    }

    @Test
    void whatWaitsForItsSenderIsWaitingToo() {
        gateway.answerAfter(Duration.ofMillis(50));

        // One connection, 20 ms between reports, 50 ms for each: the last is sent 9 × 30 ms late.
        run("--referrals", "10", "--rate", "50", "--connections", "1", "--warm-up", "0");

        assertThat(longestAnswerMillis()).isGreaterThan(50 + 9 * 30 - 20);
    }

    @Test
    void countsWhatIsNotFiledAndFailsAfterTheReport() {
        gateway.leaveEntries("parked");

        assertThatThrownBy(() -> run("--referrals", "4", "--rate", "100", "--warm-up", "0"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("4 reports or entries");
        assertThat(output()).contains("filed     0 entries   none", "errors    {entry parked=4}");
    }

    @Test
    void countsWhatIsNotSettledInTime() {
        gateway.leaveEntries("sent");

        assertThatThrownBy(() -> run("--referrals", "2", "--warm-up", "0", "--patience", "1"))
                .isInstanceOf(CommandFailed.class);
        assertThat(output()).contains("errors    {entry sent=2}");
    }

    @Test
    void saysSoWhereTheGatewayFilesElsewhere() {
        gateway.fileElsewhere();

        assertThatThrownBy(() -> run("--referrals", "1", "--warm-up", "0"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("never showed");
    }

    @Test
    void refusesAGatewayBeyondThisMachine() {
        assertThatThrownBy(() -> new FilingCommand().run(List.of("--gateway", "http://192.0.2.1"), out()))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("not on this machine");
    }

    @Test
    void saysWhereNobodyAnswers() {
        gateway.close();

        assertThatThrownBy(() -> run("--referrals", "1"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("did not answer");
    }

    private double longestAnswerMillis() {
        String answered = output().lines()
                .filter(it -> it.startsWith("answered"))
                .toList()
                .get(0);
        return Double.parseDouble(answered.replaceFirst(".*max ([0-9.]+) ms", "$1"));
    }

    private void run(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--gateway", gateway.address(), "--record-port", Integer.toString(gateway.recordPort())));
        arguments.addAll(List.of(options));
        new FilingCommand().run(arguments, out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
