package org.linkway.conformance.played;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;
import org.linkway.fhir.profile.MountedPackages;

/** Systems that call as their suites ask; with a fault, where one is wanted. */
public final class GoodSystems {
    private static final Profiles PROFILES = new Profiles(MountedPackages.none());

    private GoodSystems() {}

    public static List<ScriptResult> sender() {
        return sender(Optional::of);
    }

    static List<ScriptResult> sender(Function<Call, Optional<Call>> fault) {
        Conversation conversation = new Conversation();
        SyntheticPeople people = new SyntheticPeople();
        try (Stage stage =
                new Stage(new PlayedReceiver(), conversation, "127.0.0.1", Stage.ANY_PORT, Map.of()).open()) {
            GoodSender sender = new GoodSender(
                    new CallingSystem(stage.base(), fault), GpReferral.of(people.next()), GpReferral.of(people.next()));
            sender.refer();
            sender.referByTransaction();
            return judged(Role.SENDER, conversation, Map.of(1, stage.base()), Map.of(), people);
        }
    }

    public static List<ScriptResult> platform() {
        WireMockServer webhook =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        webhook.start();
        webhook.stubFor(post(urlEqualTo("/linkway")).willReturn(aResponse().withStatus(202)));
        try {
            return platform(webhook.baseUrl() + "/linkway", Optional::of);
        } finally {
            webhook.stop();
        }
    }

    /** @param hook its webhook */
    static List<ScriptResult> platform(String hook, Function<Call, Optional<Call>> fault) {
        Conversation conversation = new Conversation();
        SyntheticPeople people = new SyntheticPeople();
        PlayedLocalApi api = new PlayedLocalApi(people, Clock.systemUTC());
        try (Stage stage = new Stage(api, conversation, "127.0.0.1", Stage.ANY_PORT, Map.of()).open()) {
            WorkerWebhook told = new WorkerWebhook(hook, conversation);
            told.sendTwice(told.notification(api));
            new GoodPlatform(new CallingSystem(stage.base(), fault)).work(api.variables());
            return judged(
                    Role.LINK_WORKER_PLATFORM, conversation, Map.of(1, stage.base(), 2, hook), api.variables(), people);
        }
    }

    private static List<ScriptResult> judged(
            Role role,
            Conversation conversation,
            Map<Integer, String> bases,
            Map<String, String> variables,
            SyntheticPeople people) {
        Judging judging = new Judging(
                conversation,
                bases,
                new Judging.Means(variables, PROFILES, () -> people.next().nhsNumber(), Clock.systemUTC()));
        return Suite.of(role).scripts().stream()
                .flatMap(script -> judging.judge(script).stream())
                .toList();
    }
}
