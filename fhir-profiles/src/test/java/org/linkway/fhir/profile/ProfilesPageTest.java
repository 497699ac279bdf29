package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/generated/profiles.md} is what the package says. {@code -Dgolden.update=true} writes it anew, and fails. */
class ProfilesPageTest {
    private static final Path PAGE = Path.of("../docs/generated/profiles.md");

    @Test
    void theProfilesPageSaysWhatTheProfilesAsk() throws IOException {
        String page = ProfilesPage.of(LinkwayPackage.builtIn());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
        assertThat(Boolean.getBoolean("golden.update")).isFalse();
    }
}
