package org.linkway.gateway.fhir;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.fhir.profile.PackageFault;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ValidatorHeadStartTest {

    @TempDir
    private Path folder;

    @Test
    void whoeverWaitsForTheReaderIsToldWhatIsWrongWithThePackages() {
        ValidatorHeadStart headStart = begunWith(Map.of("linkway.validation.packages", folder.toString()));

        assertThatThrownBy(headStart::reader)
                .hasRootCauseInstanceOf(PackageFault.class)
                .rootCause()
                .hasMessageStartingWith("The folder of FHIR packages " + folder)
                .hasMessageContaining(" holds no .tgz file");
    }

    @Test
    void aPolicyThatDoesNotExistEndsTheStart() {
        assertThatThrownBy(() -> begunWith(Map.of("linkway.validation.unknown-profiles", "shrug")))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("linkway.validation.unknown-profiles");
    }

    private static ValidatorHeadStart begunWith(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        ValidatorHeadStart headStart = new ValidatorHeadStart();
        headStart.onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment));
        return headStart;
    }
}
