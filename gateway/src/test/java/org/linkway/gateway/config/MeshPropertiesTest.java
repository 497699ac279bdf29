package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MeshPropertiesTest {
    private static final Map<String, String> WHOLE = Map.of(
            "linkway.mesh.url", "https://mesh.example.org/",
            "linkway.mesh.mailbox", "ZZZ01OT001",
            "linkway.mesh.password", "a-secret",
            "linkway.mesh.shared-key", "another-secret",
            "linkway.mesh.telephone", "01632 960000");

    @Test
    void isOffByDefault() {
        assertThat(bound(Map.of()).connection()).isEmpty();
    }

    @Test
    void isOnWithAllThatItNeedsAndPrintsNoSecret() {
        MeshProperties mesh = bound(WHOLE);

        assertThat(mesh.connection().orElseThrow().base()).hasToString("https://mesh.example.org");
        assertThat(mesh + " " + mesh.connection()).contains("ZZZ01OT001").doesNotContain("secret");
        assertThat(mesh.workflow()).isEqualTo("GPCONNECT_SEND_DOCUMENT");
        assertThat(mesh.ackWorkflow()).isEqualTo("GPCONNECT_SEND_DOCUMENT_ACK");
        assertThat(mesh.acknowledgeWithin()).hasDays(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailbox", "password", "shared-key", "telephone"})
    void saysWhatIsMissing(String setting) {
        Map<String, String> half = new HashMap<>(WHOLE);
        half.remove("linkway.mesh." + setting);

        assertThatThrownBy(() -> bound(half).connection())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("linkway.mesh." + setting
                        + ": MESH is on (linkway.mesh.url) and this is missing; set it, or leave the url out.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mesh.example.org", "mesh.example.org", "ftp://localhost", "https://", "::"})
    void speaksByHttpsOrToThisMachine(String url) {
        Map<String, String> wrong = new HashMap<>(WHOLE);
        wrong.put("linkway.mesh.url", url);

        assertThatThrownBy(() -> bound(wrong).connection())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("linkway.mesh.url: ");
        wrong.put("linkway.mesh.url", "http://127.0.0.1:8700");
        assertThat(bound(wrong).connection()).isPresent();
    }

    private static MeshProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("linkway.mesh", MeshProperties.class);
    }
}
