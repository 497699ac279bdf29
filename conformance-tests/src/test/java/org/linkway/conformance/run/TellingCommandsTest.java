package org.linkway.conformance.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.command.Command;
import org.linkway.conformance.command.CommandFailed;

/** The commands that tell what there is: {@code list} and {@code explain}. */
class TellingCommandsTest {
    @Test
    void listsTheSuites() {
        assertThat(told(new ListCommand()).lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("receiver ") && line.contains(" scripts, "));
    }

    @Test
    void listsTheTestsOfASuiteWithWhatTheyShow() {
        assertThat(told(new ListCommand(), "--suite", "receiver"))
                .contains("receiver/capabilities.json: What the receiver says of itself")
                .contains("    Has a CapabilityStatement [LW-capability]");
    }

    @Test
    void explainsWhatIsAskedAndWhatShowsIt() {
        assertThat(told(new ExplainCommand(), "BARS-echo-ids"))
                .startsWith("BARS-echo-ids (SHALL, receiver)")
                .contains("BaRS Core 1.1.6: ")
                .contains("Shown by receiver/referral-by-message.json: Gives back the ids of the request");
    }

    @Test
    void explainsWhyNothingShowsIt() {
        assertThat(told(new ExplainCommand(), "BARS-access-token")).contains("Not tested: The token is for the proxy");
    }

    @Test
    void explainsWhereLinkwayDoesOtherwise() {
        assertThat(told(new ExplainCommand(), "BARS-reads-need-ids"))
                .contains("Linkway does otherwise: It answers reads without them")
                .contains("Shown by receiver/reads-as-bars-asks.json: A read without ids is refused");
    }

    @Test
    void asksForARequirementThatThereIs() {
        assertThatThrownBy(() -> told(new ExplainCommand(), "ECHO-ids"))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("There is no requirement ECHO-ids. Did you mean any of BARS-echo-ids?");
        assertThatThrownBy(() -> told(new ExplainCommand())).hasMessageStartingWith("Name one requirement");
    }

    private static String told(Command command, String... arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        command.run(List.of(arguments), new PrintStream(printed, true, UTF_8));
        return printed.toString(UTF_8);
    }
}
