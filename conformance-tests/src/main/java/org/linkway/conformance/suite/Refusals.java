package org.linkway.conformance.suite;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.Shelf;

/**
 * What a receiver refuses: each row of {@code receiver/refusals.csv} is a good request with one thing made wrong, the status it
 * has to be refused with, and the code of the issue that says why. Nothing may be kept of it.
 */
final class Refusals {
    private static final String NOTHING_IS_KEPT = "LW-refusal-keeps-nothing";
    private static final String SAYS_WHAT_TO_DO = "LW-refusal-says-why";
    private static final String HEADER = "header:";

    private final Shelf shelf;

    Refusals(Shelf shelf) {
        this.shelf = shelf;
    }

    List<Script> scripts() {
        return Tables.rows("receiver/refusals.csv").stream().map(this::script).toList();
    }

    private Script script(Map<String, String> row) {
        Draft draft =
                new Draft("refusal-" + row.get("id"), "Refuses " + row.get("title")).fixture(row.get("base") + ".json");
        TestScriptTestComponent refused = draft.test("Refuses " + row.get("title"), row.get("requirement"));
        send(refused, row);
        Draft.status(Draft.judge(refused, "It is the sender's to mend."), row.get("status"));
        Draft.holds(
                refused,
                "The OperationOutcome names the kind of fault.",
                "OperationOutcome.issue.where(severity = 'error' or severity = 'fatal').where(" + codes(row.get("code"))
                        + ").exists()");
        TestScriptTestComponent says = draft.test("Says what is wrong with " + row.get("title"), SAYS_WHAT_TO_DO);
        Draft.holds(
                says,
                "Each error has a sentence for people.",
                "OperationOutcome.issue.where(severity = 'error' or severity = 'fatal').exists() and "
                        + "OperationOutcome.issue.where(severity = 'error' or severity = 'fatal')"
                        + ".all(diagnostics.exists() or details.text.exists())");
        TestScriptTestComponent kept = draft.test("Keeps nothing of " + row.get("title"), NOTHING_IS_KEPT);
        Draft.operation(kept, "search", "What is held of this person?")
                .setResource("ServiceRequest")
                .setParams("?patient:identifier=https://fhir.nhs.uk/Id/nhs-number|${nhsNumber}")
                .addRequestHeader()
                .setField("X-Request-Id")
                .setValue("${UUID}");
        Draft.status(Draft.judge(kept, "It can be asked."), "200");
        Draft.holds(kept, "No referral of this person.", "Bundle.entry.resource.ofType(ServiceRequest).empty()");
        return draft.on(shelf);
    }

    private static String codes(String codes) {
        return codes.isEmpty() ? "true" : "code.toString() in ('" + codes.replace(" ", "' | '") + "')";
    }

    private static void send(TestScriptTestComponent test, Map<String, String> row) {
        String base = row.get("base");
        boolean isMessage = base.startsWith("message");
        SetupActionOperationComponent operation = Draft.operation(
                        test, isMessage ? "process-message" : "transaction", "It is sent " + row.get("title") + ".")
                .setSourceId(base);
        String place = row.get("place");
        if (place.startsWith(HEADER)) {
            header(operation, place.substring(HEADER.length()), row.get("value"));
        } else if (!place.isEmpty()) {
            Draft.change(operation, place, row.get("value"));
        }
        for (Map.Entry<String, String> always : Map.of(
                        "X-Request-Id", "${requestId}", "X-Correlation-Id", "${correlationId}")
                .entrySet()) {
            if (!place.equals(HEADER + always.getKey())) {
                header(operation, always.getKey(), always.getValue());
            }
        }
    }

    private static void header(SetupActionOperationComponent operation, String name, String value) {
        if (!value.isEmpty()) {
            operation.addRequestHeader().setField(name).setValue(value);
        }
    }
}
