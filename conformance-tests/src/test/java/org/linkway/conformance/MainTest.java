package org.linkway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.command.CommandFailed;

class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void helpsWhoeverNamesNoCommand() {
        Main.run(List.of(), out);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("load [--target", "help");
    }

    @Test
    void saysWhichCommandsThereAre() {
        assertThatThrownBy(() -> Main.run(List.of("lode"), out))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("There is no command lode.")
                .hasMessageContaining("load [--target");
    }
}
