package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/generated/who-may.md} is what {@link AccessRule} says. {@code -Dgolden.update=true} writes it anew, and fails. */
class WhoMayPageTest {
    private static final Path PAGE = Path.of("../docs/generated/who-may.md");

    @Test
    void thePageSaysWhoMayUseWhichAddress() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
            fail("%s was written: look at what changed, and run the test again without golden.update.", PAGE);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }

    private static String page() {
        return """
                # Who may use which address

                Generated from `AccessRule` by `WhoMayPageTest`; do not edit.
                The first row that fits counts, and `HEAD` counts as `GET`. An address that is in no row is closed to everybody. What of the data
                is seen there is another matter: a party sees its own referrals and nothing else.
                In the sandbox, whoever does not say who they are is the party or the person that the address is for.

                | Method | Address | Who |
                |---|---|---|
                """ + AccessRule.all().stream().map(WhoMayPageTest::row).collect(Collectors.joining());
    }

    private static String row(AccessRule rule) {
        String method = rule.method().equals("*") ? "any" : "`" + rule.method() + "`";
        return "| " + method + " | `" + rule.pattern().getPatternString() + "` | " + rule.words() + " |\n";
    }
}
