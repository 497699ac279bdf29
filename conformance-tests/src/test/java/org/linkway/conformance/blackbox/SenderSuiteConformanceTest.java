package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.played.Conversation;
import org.linkway.conformance.played.Judging;
import org.linkway.conformance.played.PlayedReceiver;
import org.linkway.conformance.played.Stage;
import org.linkway.conformance.runner.Profiles;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.TestResult;
import org.linkway.conformance.suite.Role;
import org.linkway.conformance.suite.Suite;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.validation.WireFormat;

/** The gateway sends too: who is referred on goes to the next service by messages that its own suite for senders judges. */
class SenderSuiteConformanceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final Conversation CONVERSATION = new Conversation();

    private static Stage stage;
    private static GatewayProcess gateway;

    @BeforeAll
    static void referSomebodyOnAndTakeThatBack(@TempDir Path dataDir) {
        stage = new Stage(new PlayedReceiver(), CONVERSATION, "127.0.0.1", Stage.ANY_PORT, Map.of()).open();
        gateway = GatewayProcess.quiet(
                dataDir,
                Map.of(
                        "linkway.onward.services.choir.endpoint", stage.base(),
                        "linkway.onward.services.choir.protocol", "bars",
                        "linkway.onward.services.choir.kind", "nhs",
                        "linkway.onward.services.choir.bars-service", "9999999997",
                        "linkway.onward.services.choir.bars-ods-code", "ZZZ02",
                        "linkway.onward.services.choir.bars-use-case", "a5t1"));
        String referral = gateway.linkWorkers()
                .referral(GpSystem.placed(gateway.gp()
                        .send(GpReferral.of(PEOPLE.next()).transaction(), WireFormat.JSON)
                        .expect(200)))
                .get("id")
                .asText();
        report(referral, WorkerEvents.accepted());
        report(referral, WorkerEvents.seen());
        ObjectNode onward = WorkerEvents.event("referred-onward").put("reason", "Would like to sing.");
        onward.putObject("service").put("name", "Invented choir").put("id", "choir");
        report(referral, onward);
        awaitMessages(1);
        report(
                referral,
                WorkerEvents.event("onward-updated")
                        .put("onward", onward.get("id").asText())
                        .put("status", "cancelled")
                        .put("reasonText", "Would rather walk."));
        awaitMessages(2);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        stage.close();
    }

    @Test
    void whatIsSentOnIsAsAsked() {
        assertThat(tests("sender/new-referral.json", "sender/readable.json"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.result()).as(why(test)).isIn(Result.PASS, Result.WARNING));
    }

    @Test
    void whatIsTakenBackIsAsAsked() {
        assertThat(tests("sender/cancellation.json", "sender/read.json"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(test.result()).as(why(test)).isIn(Result.PASS, Result.WARNING));
    }

    private static List<TestResult> tests(String... scripts) {
        Judging judging = new Judging(
                CONVERSATION,
                Map.of(1, stage.base()),
                new Judging.Means(
                        Map.of(),
                        new Profiles(MountedPackages.none()),
                        () -> PEOPLE.next().nhsNumber(),
                        Clock.systemUTC()));
        return Suite.of(Role.SENDER).scripts().stream()
                .filter(script -> Stream.of(scripts).anyMatch(script::isOrShows))
                .flatMap(script -> judging.judge(script).stream())
                .map(ScriptResult::tests)
                .flatMap(List::stream)
                .toList();
    }

    private static String why(TestResult test) {
        return test.name() + ": "
                + test.decisive()
                        .map(step -> step.description() + " " + step.judgement().sentence());
    }

    private static void report(String referral, ObjectNode event) {
        gateway.linkWorkers().report(referral, event).expect(201);
    }

    private static void awaitMessages(int count) {
        await().atMost(PATIENCE)
                .until(() -> CONVERSATION.heard().stream()
                                .filter(exchange -> exchange.request().url().endsWith("$process-message"))
                                .count()
                        >= count);
    }
}
