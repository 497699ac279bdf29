package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/generated/errors.md} is what {@link GatewayError} says. {@code -Dgolden.update=true} writes it anew, and fails. */
class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/generated/errors.md");

    @Test
    void theErrorsPageSaysWhatTheErrorsSay() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
        assertThat(Boolean.getBoolean("golden.update")).isFalse();
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Errors

                Generated from `GatewayError` by `ErrorsPageTest`; do not edit.
                The code is from `https://fhir.nhs.uk/CodeSystem/http-error-codes`; where that has none, Linkway's own stands alone.
                `REC_TOO_EARLY` and `REC_TOO_MANY_REQUESTS` are the BaRS guide's, and not in that code system.

                | HTTP | Code | Issue type | Error | Means |
                |---|---|---|---|---|
                """);
        for (GatewayError error : GatewayError.values()) {
            page.append("| %d | %s | %s | %s | %s |%n"
                    .formatted(
                            error.httpStatus(),
                            error.nhsCode().map(code -> "`" + code + "`").orElse("–"),
                            error.issueType(),
                            error,
                            error.text()));
        }
        return page.toString();
    }
}
