package org.linkway.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.workflow.Body;

class JsonPatchTest {
    private static final String TASK =
            "{\"resourceType\":\"Task\",\"status\":\"requested\",\"note\":[{\"text\":\"a\"}]}";

    @Test
    void appliesItsOperationsInOrder() {
        assertThat(applied("[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"},"
                        + "{\"op\":\"add\",\"path\":\"/note/-\",\"value\":{\"text\":\"b\"}}]"))
                .isEqualTo(
                        "{\"resourceType\":\"Task\",\"status\":\"cancelled\",\"note\":[{\"text\":\"a\"},{\"text\":\"b\"}]}");
    }

    @Test
    void refusesToGrowWithoutBound() {
        String copies = IntStream.range(0, 40)
                .mapToObj(i -> "{\"op\":\"copy\",\"from\":\"/note\",\"path\":\"/note/-\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(refused(copies)).isEqualTo(GatewayError.TOO_LARGE);
    }

    @Test
    void refusesMoreOperationsThanAnyChangeNeeds() {
        String many = IntStream.range(0, 101)
                .mapToObj(i -> "{\"op\":\"test\",\"path\":\"/status\",\"value\":\"requested\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(refused(many)).isEqualTo(GatewayError.NOT_FHIR);
    }

    private static String applied(String patch) {
        return JsonPatch.apply(Body.of(patch.getBytes(UTF_8)), TASK)
                .match((patched, warnings) -> new String(patched.bytes(), UTF_8), issues -> {
                    throw new AssertionError(issues.toString());
                });
    }

    private static GatewayError refused(String patch) {
        return JsonPatch.apply(Body.of(patch.getBytes(UTF_8)), TASK)
                .match((patched, warnings) -> null, issues -> issues.get(0).error());
    }
}
