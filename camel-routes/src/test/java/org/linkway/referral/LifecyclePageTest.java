package org.linkway.referral;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.linkway.Golden;

/** {@code docs/generated/referral-lifecycle.md} is what the rows say. {@code -Dgolden.update=true} writes it anew, and fails. */
class LifecyclePageTest {
    @Test
    void theLifecyclePageSaysWhatTheRowsSay() throws IOException {
        Golden.expect(Path.of("../docs/generated/referral-lifecycle.md"), LifecyclePage.text());
    }
}
