package org.linkway.conformance.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.Shelf;

/**
 * What a requester may make of its Task: {@code receiver/transitions.csv} says by row where the referral stands, and by column
 * what is asked for. A cell is the status that comes of it, or {@code =} that it stays as it is, or {@code told} that the link
 * worker is told, or {@code no}: it is refused and nothing changes. How a referral is led there by its link worker is in
 * {@code receiver/leading.csv}.
 */
final class Transitions {
    private static final String FROM = "from";
    private static final String INPUT = "input";
    private static final String REFUSED = "400,403,409,422";
    private static final String ALLOWED_SHOWN_BY = "SDOH-transition-allowed";
    private static final String REFUSED_SHOWN_BY = "SDOH-transition-refused";

    private final Shelf shelf;

    Transitions(Shelf shelf) {
        this.shelf = shelf;
    }

    /** One script for all of a row that changes no status, and one for each cell that does. */
    List<Script> scripts() {
        List<Script> scripts = new ArrayList<>();
        for (Map<String, String> row : Tables.rows("receiver/transitions.csv")) {
            String from = row.get(FROM);
            Draft staying =
                    led("transitions-of-" + from, "What a requester cannot make of a Task that is " + from, from);
            row.forEach((asked, outcome) -> {
                if (outcome.equals(asked)) {
                    Draft becoming = led(
                            "transition-" + from + "-to-" + asked,
                            "A Task that is " + from + " becomes " + asked,
                            from);
                    becomes(becoming.test(from + " becomes " + asked, ALLOWED_SHOWN_BY), asked);
                    scripts.add(becoming.on(shelf));
                } else if (!asked.equals(FROM)) {
                    stays(staying, from, asked, outcome);
                }
            });
            scripts.add(staying.on(shelf));
        }
        return scripts;
    }

    private Draft led(String name, String title, String status) {
        Draft draft = new Draft(name, title)
                .fixture("transaction.json")
                .variable(
                        "taskId",
                        "placed",
                        Optional.empty(),
                        "Bundle.entry.response.location.where(contains('Task/')).first()"
                                + ".replaceMatches('^.*Task/([^/]+).*$', '$1')")
                .variable(
                        "referral",
                        "task",
                        Optional.empty(),
                        "Task.identifier.where(system = 'https://fhir.linkway.org/Id/referral').value")
                .variable("etag", "task", Optional.of("ETag"), "");
        SetupActionOperationComponent placed = draft.setup("transaction", "A new referral is sent.")
                .setSourceId("transaction")
                .setResponseId("placed");
        placed.addRequestHeader().setField("X-Request-Id").setValue("${requestId}");
        Draft.status(draft.setupAssert("It is taken."), "200");
        readTask(draft.setup("read", "Its Task is read."));
        for (Map<String, String> step : Tables.rows("receiver/leading.csv")) {
            if (step.get("to").equals(status)) {
                String event = step.get("event");
                draft.fixture("events/" + event + ".json");
                draft.setup("create", "The link worker reports: " + event + ".")
                        .setDestination(Draft.LINK_WORKERS)
                        .setUrl("/referrals/${referral}/events")
                        .setSourceId(event)
                        .setContentType("application/json");
                Draft.status(draft.setupAssert("It is taken down."), "201");
            }
        }
        return draft;
    }

    private static void readTask(SetupActionOperationComponent read) {
        read.setResource("Task").setParams("/${taskId}").setResponseId("task");
    }

    private static void becomes(TestScriptTestComponent test, String asked) {
        ask(test, asked);
        Draft.status(Draft.judge(test, "It may be asked."), "200");
        readTask(Draft.operation(test, "read", "The Task is read again."));
        Draft.holds(test, "It is " + asked + ".", "Task.status = '" + asked + "'");
    }

    private static void stays(Draft draft, String from, String asked, String outcome) {
        boolean isRefused = outcome.equals("no");
        String name = asked.equals(INPUT)
                ? "A note on a Task that is " + from + (isRefused ? " is refused" : " is told to the link worker")
                : from + (isRefused ? " cannot be made " : " stays ") + asked;
        TestScriptTestComponent test = draft.test(name, isRefused ? REFUSED_SHOWN_BY : ALLOWED_SHOWN_BY);
        ask(test, asked);
        Draft.status(
                Draft.judge(test, isRefused ? "It may not be asked." : "It may be asked."),
                isRefused ? REFUSED : "200");
        if (isRefused) {
            Draft.judge(test, "The refusal is FHIR.").setResource("OperationOutcome");
        }
        readTask(Draft.operation(test, "read", "The Task is read again."));
        Draft.holds(test, "It is still " + from + ".", "Task.status = '" + from + "'");
    }

    private static void ask(TestScriptTestComponent test, String asked) {
        readTask(Draft.operation(test, "read", "The Task is read."));
        SetupActionOperationComponent update = Draft.operation(
                        test, "update", "Its requester sends it as " + asked + ".")
                .setResource("Task")
                .setParams("/${taskId}")
                .setSourceId("task");
        update.addRequestHeader().setField("If-Match").setValue("${etag}");
        if (asked.equals(INPUT)) {
            Draft.change(
                    update, "input", "[{\"type\": {\"text\": \"Note\"}, \"valueString\": \"Mornings are best.\"}]");
        } else {
            Draft.change(update, "status", asked);
        }
    }
}
