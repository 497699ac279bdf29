package org.linkway.translation;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.linkway.Golden;

/** {@code docs/generated/bars-messages.md} is what the rows say. {@code -Dgolden.update=true} writes it anew, and fails. */
class BarsMessagesPageTest {
    @Test
    void thePageSaysWhatTheRowsSay() throws IOException {
        Golden.expect(Path.of("../docs/generated/bars-messages.md"), BarsMessagesPage.text());
    }
}
