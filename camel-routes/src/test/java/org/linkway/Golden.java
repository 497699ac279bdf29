package org.linkway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that is kept beside the tests, or as a page of the documentation. With {@code -Dgolden.update=true} it is written anew
 * and the test fails, so that somebody looks at it.
 */
public final class Golden {
    private Golden() {}

    /** Compares line by line: of a long text only the first line that differs is shown. */
    public static void expect(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
            fail("%s was written: look at what changed, and run the test again without golden.update.", file);
        }
        String[] expected = Files.readString(file).split("\n", -1);
        String[] lines = actual.split("\n", -1);
        for (int i = 0; i < Math.min(expected.length, lines.length); i++) {
            assertThat(lines[i]).as("line %d of %s", i + 1, file).isEqualTo(expected[i]);
        }
        assertThat(lines).as("lines of %s", file).hasSameSizeAs(expected);
    }
}
