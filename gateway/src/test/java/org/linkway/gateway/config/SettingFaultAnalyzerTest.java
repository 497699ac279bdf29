package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linkway.Hazard;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

class SettingFaultAnalyzerTest {

    @Test
    @Hazard("H17")
    void endsTheStartWithTheOneSentence() {
        BeanCreationException failure = new BeanCreationException(
                "partnerAccess", "failed", new SettingFault("linkway.access.nhs.ssl-bundle", "there is none."));

        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, fault) -> {}))
                        .stream()
                        .filter(SettingFaultAnalyzer.class::isInstance))
                .singleElement()
                .satisfies(analyzer -> assertThat(analyzer.analyze(failure).getDescription())
                        .isEqualTo("linkway.access.nhs.ssl-bundle: there is none."));
    }
}
