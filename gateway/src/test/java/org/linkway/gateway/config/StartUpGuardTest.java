package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.springframework.util.unit.DataSize;

class StartUpGuardTest {

    @Test
    @Hazard("H17")
    void productionRefusesToTakeNhsNumbersThatFail() {
        assertThatThrownBy(() -> start(Mode.PRODUCTION, true))
                .hasMessageContaining("linkway.door.accept-failing-nhs-numbers=true: production takes no NHS number");
    }

    @Test
    void productionRefusesToStartWithoutAuthentication() {
        assertThatThrownBy(() -> start(Mode.PRODUCTION, false))
                .hasMessageContaining("linkway.mode=production: this version cannot authenticate its callers");
    }

    @Test
    @Hazard("H17")
    void productionRefusesToTakeTheSendersWordForAPerson() {
        assertThatThrownBy(() -> start(Mode.PRODUCTION, false))
                .hasMessageContaining("linkway.pds.base: production takes nobody's word for who and where a person is");
    }

    @Test
    void theSandboxTakesThemWhenTold() {
        assertThatCode(() -> start(Mode.SANDBOX, true)).doesNotThrowAnyException();
    }

    private static void start(Mode mode, boolean acceptFailingNhsNumbers) {
        new StartUpGuard(
                new GatewayProperties(mode, Path.of("data")),
                new DoorProperties(
                        DataSize.ofMegabytes(2), Set.of("a5t1"), acceptFailingNhsNumbers, Duration.ofDays(1), Set.of()),
                new PdsProperties(null, Optional.empty(), Optional.empty(), 5, Duration.ofSeconds(10)));
    }
}
