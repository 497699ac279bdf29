package org.linkway.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.Hazard;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.PeopleProperties;
import org.linkway.gateway.security.SecurityProperties;
import org.linkway.gateway.security.TestParties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StartUpGuardTest {
    /** Everything that production asks for. */
    private static final Map<String, Object> SOUND = Map.ofEntries(
            Map.entry("linkway.mode", "production"),
            Map.entry("linkway.security.authentication", "required"),
            Map.entry("linkway.security.issuer", "https://linkway.example.org"),
            Map.entry("linkway.security.signing-keys", "/run/secrets/signing.pem"),
            Map.entry("server.ssl.bundle", "linkway"),
            Map.entry("spring.datasource.url", "jdbc:postgresql://db.example.org/linkway"),
            Map.entry("linkway.pds.base", "https://pds.example.org/FHIR/R4"),
            Map.entry("linkway.door.cors-origins", ""),
            Map.entry("linkway.partner.worker-webhook", "https://workers.example.org/hook"),
            Map.entry("linkway.partner.record-endpoint", "https://records.example.org/fhir"),
            Map.entry("linkway.concerns.webhook", "https://workers.example.org/concerns"),
            Map.entry("linkway.concerns.people[0].name", "Dora Dutyful"),
            Map.entry("linkway.bars.ods-code", "ABC12"));

    @Test
    void productionStartsWithAllOfIt() {
        assertThat(refusal(SOUND, TestParties.senderAndWorker())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "linkway.security.authentication, optional",
        "linkway.security.issuer, ''",
        "linkway.security.issuer, http://linkway.example.org",
        "linkway.security.signing-keys, ''",
        "server.ssl.bundle, ''",
        "spring.datasource.url, jdbc:h2:file:./data/linkway",
        "spring.datasource.url, ''",
        "linkway.security.jwk-set-uri, http://linkway.example.org/jwks",
        "linkway.pds.base, ''",
        "linkway.door.cors-origins, *",
        "linkway.door.accept-failing-nhs-numbers, true",
        "linkway.partner.worker-webhook, http://127.0.0.1:{port}/sandbox/worker/webhook",
        "linkway.partner.record-endpoint, http://127.0.0.1:{port}/sandbox/gp/fhir",
        "linkway.concerns.webhook, http://127.0.0.1:{port}/sandbox/worker/concerns",
        "linkway.concerns.people[0].name, Sandbox duty link worker",
        "linkway.bars.ods-code, ZZZ01",
    })
    @Hazard("H17")
    void productionNamesTheSettingThatIsMissing(String setting, String value) {
        Map<String, Object> settings = new HashMap<>(SOUND);
        if (value.isEmpty()) {
            settings.remove(setting);
        } else {
            settings.put(setting, value);
        }

        String refusal = refusal(settings, TestParties.senderAndWorker());

        assertThat(refusal).contains(" " + setting.replaceFirst("\\[.*", ""));
        assertThat(refusal.split("linkway\\.mode: ", -1)).hasSize(2);
    }

    @Test
    @Hazard("H17")
    void productionRefusesToStartWithNobodyWhoMayCall() {
        assertThat(refusal(SOUND, TestParties.none()))
                .contains("linkway.parties: nobody may send a referral")
                .contains("linkway.parties: nobody works referrals");
    }

    @Test
    @Hazard("H17")
    void productionNamesEverythingAtOnce() {
        assertThat(refusal(
                        Map.of("linkway.mode", "production", "linkway.concerns.people[0].name", "Sandbox worker"),
                        TestParties.none()))
                .contains("linkway.security.issuer", "linkway.pds.base", "server.ssl.bundle", "linkway.parties");
    }

    @Test
    void aBundleThatIsSwitchedOffSpeaksNoTls() {
        Map<String, Object> settings = new HashMap<>(SOUND);
        settings.put("server.ssl.enabled", "false");

        assertThat(refusal(settings, TestParties.senderAndWorker())).contains("server.ssl.bundle");
    }

    @Test
    void aProxyThatIsDeclaredSpeaksTlsInItsPlace() {
        Map<String, Object> settings = new HashMap<>(SOUND);
        settings.remove("server.ssl.bundle");
        settings.put("linkway.security.proxy.declared", "true");

        assertThat(refusal(settings, TestParties.senderAndWorker())).contains("server.forward-headers-strategy");

        settings.put("server.forward-headers-strategy", "NONE");
        assertThat(refusal(settings, TestParties.senderAndWorker())).contains("server.forward-headers-strategy");

        settings.put("server.forward-headers-strategy", "native");
        assertThat(refusal(settings, TestParties.senderAndWorker())).isNull();
    }

    @Test
    void theSandboxStartsWithNothingSet() {
        assertThat(refusal(Map.of("linkway.concerns.people[0].name", "Sandbox worker"), TestParties.none()))
                .isNull();
    }

    @Test
    void productionKnowsNoUsersOfItsOwn() {
        Map<String, Object> settings = new HashMap<>(SOUND);
        settings.put("linkway.people.users.olive.password", "{noop}invented");
        settings.put("linkway.people.users.olive.roles", "operator");

        assertThat(refusal(settings, TestParties.senderAndWorker()))
                .contains("linkway.people.users")
                .doesNotContain("invented");
    }

    @Test
    void productionAsksPeopleToSignInByHttps() {
        Map<String, Object> settings = new HashMap<>(SOUND);
        settings.put("linkway.people.issuer", "http://people.example.org");
        settings.put("linkway.people.client-id", "linkway");

        assertThat(refusal(settings, TestParties.senderAndWorker())).contains("linkway.people.issuer");
    }

    @ParameterizedTest
    @CsvSource({
        "linkway.people.issuer, https://people.example.org, linkway.people.client-id",
        "linkway.people.audience, https://linkway.example.org/fhir, tokens of parties",
    })
    void noModeStartsWhereOneTokenCouldBeTakenForAnother(String setting, String value, String refusal) {
        assertThat(refusal(
                        Map.of(
                                "linkway.concerns.people[0].name",
                                "Sandbox worker",
                                "linkway.security.issuer",
                                "https://linkway.example.org",
                                setting,
                                value),
                        TestParties.none()))
                .contains(refusal);
    }

    /** Null where it starts. */
    private static String refusal(Map<String, Object> settings, Parties parties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        Binder binder = Binder.get(environment);
        return Optional.ofNullable(catchThrowable(() -> new StartUpGuard(
                        binder.bindOrCreate("linkway", GatewayProperties.class),
                        binder.bindOrCreate("linkway.door", DoorProperties.class),
                        binder.bindOrCreate("linkway.pds", PdsProperties.class),
                        binder.bindOrCreate("linkway.partner", PartnerProperties.class),
                        binder.bindOrCreate("linkway.concerns", ConcernProperties.class),
                        binder.bindOrCreate("linkway.bars", BarsProperties.class),
                        parties,
                        binder.bindOrCreate("linkway.security", SecurityProperties.class),
                        binder.bindOrCreate("linkway.people", PeopleProperties.class),
                        environment)))
                .map(Throwable::getMessage)
                .orElse(null);
    }
}
