package org.linkway.conformance.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.played.Conversation;
import org.linkway.conformance.played.Judging;
import org.linkway.conformance.played.Part;
import org.linkway.conformance.played.PlayedLocalApi;
import org.linkway.conformance.played.PlayedReceiver;
import org.linkway.conformance.played.Stage;
import org.linkway.conformance.played.WorkerWebhook;
import org.linkway.conformance.report.Page;
import org.linkway.conformance.report.TestReports;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.suite.Requirements;
import org.linkway.conformance.suite.Role;

/** Somebody is played for a system that calls, until this is closed; what came is judged whenever somebody asks. */
final class Hearing implements AutoCloseable {
    private static final int PLATFORM = 2;

    private final HearingPlan plan;
    private final Conversation conversation = new Conversation();
    private final Map<String, String> variables;
    private final Stage stage;
    private final SyntheticPeople people = new SyntheticPeople();
    private Runnable telling = () -> {};

    private Hearing(HearingPlan plan) {
        this.plan = plan;
        this.variables = new HashMap<>(plan.variables());
        this.stage = new Stage(
                part(),
                conversation,
                plan.listening().host(),
                plan.listening().port(),
                Map.of("/", () -> body(page(), "text/html;charset=UTF-8"), "/results.json", this::reports));
    }

    private Part part() {
        if (plan.role() == Role.SENDER) {
            return new PlayedReceiver();
        }
        PlayedLocalApi api = new PlayedLocalApi(people, Clock.systemUTC());
        variables.putAll(api.variables());
        plan.webhook().ifPresent(address -> {
            WorkerWebhook webhook = new WorkerWebhook(address, conversation);
            Request notification = webhook.notification(api);
            telling = () -> webhook.sendTwice(notification);
        });
        return api;
    }

    /** @throws CommandFailed where the port is taken */
    static Hearing open(HearingPlan plan) {
        Hearing hearing = new Hearing(plan);
        plan.listening().opened(hearing.stage::open);
        // A platform may look at the referral while it is told of it, and need not be there yet: nobody waits for that.
        Thread told = new Thread(hearing.telling, "webhook");
        told.setDaemon(true);
        told.start();
        return hearing;
    }

    /** Where what came is shown. */
    String origin() {
        return stage.origin();
    }

    /** Where the system under test calls. */
    String base() {
        return stage.base();
    }

    /** What a script waits for, in one line. */
    String awaited(Script script) {
        return script.title() + ". Send "
                + script.awaitedAt(base()).orElseThrow().sentence();
    }

    /** Waits for what a script is about, so long for each part of it. */
    void await(Script script, Duration patience) {
        judging().await(script, patience);
    }

    boolean isSilent() {
        return conversation.heard().isEmpty();
    }

    /** Of all that has come so far. */
    List<ScriptResult> results() {
        Judging judging = judging();
        return plan.scripts().stream()
                .flatMap(script -> judging.judge(script).stream())
                .toList();
    }

    private Judging judging() {
        Map<Integer, String> bases = new HashMap<>(Map.of(1, base()));
        plan.webhook().ifPresent(address -> bases.put(PLATFORM, address));
        return new Judging(
                conversation,
                bases,
                new Judging.Means(
                        variables, plan.profiles(), () -> people.next().nhsNumber(), Clock.systemUTC()));
    }

    /** What people call the system under test, which has no address. */
    String caller() {
        return "what calls " + base();
    }

    private String page() {
        return new Page(caller(), results(), Requirements.all()).html();
    }

    private Body reports() {
        Bundle reports = new Bundle().setType(BundleType.COLLECTION);
        results().forEach(result -> reports.addEntry().setResource(TestReports.of(result, base())));
        return body(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(reports), "application/fhir+json");
    }

    private static Body body(String text, String contentType) {
        return new Body(text.getBytes(UTF_8), contentType);
    }

    @Override
    public void close() {
        stage.close();
    }
}
