package org.linkway.translation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MessageDefinition.MessageDefinitionFocusComponent;
import org.linkway.workflow.Intent;

/** BaRS messages for readers: what each means, and what it holds. */
final class BarsMessagesPage {
    private static final Map<Intent, String> MEANS = Map.of(
            Intent.OPENS, "a new referral",
            Intent.RESTATES, "the referral said anew; answers a question that is open on it",
            Intent.CANCELS, "the referral is cancelled",
            Intent.WAS_A_MISTAKE, "the referral was sent in error",
            Intent.REPORTS, "how a referral stands that Linkway sent on");

    private BarsMessagesPage() {}

    static String text() {
        return """
                # BaRS messages

                Generated from `MessageTable` and the MessageDefinitions of the package by `BarsMessagesPageTest`; do not edit.

                ## What a message means

                Anything that is not here is refused with 400 `REC_BAD_REQUEST` `invariant`, which names what is legal.

                | Event | Reason | ServiceRequest.status | Category `validation` | Means | Definition |
                |---|---|---|---|---|---|
                %s
                ## What a message holds

                Without what is marked † a message is refused. Whatever else is missing, or more than wanted, is a warning in the echo. \
                Resources of other types are taken as they are.

                %s""".formatted(rows(), shapes());
    }

    private static String rows() {
        return MessageTable.rows().stream()
                .map(row -> line(
                        row.event().code(),
                        row.reason().code(),
                        row.statuses().stream().map(it -> it.toCode()).collect(Collectors.joining(", ")),
                        row.forReferralAlone() ? "refused" : "taken",
                        MEANS.get(row.intent()),
                        "`" + MessageShape.definition(row) + "`"))
                .collect(Collectors.joining());
    }

    private static String shapes() {
        return MessageTable.rows().stream()
                .map(MessageShape::definition)
                .distinct()
                .map(BarsMessagesPage::shape)
                .collect(Collectors.joining("\n"));
    }

    private static String shape(String definition) {
        return """
                ### %s

                Goes by the published names too: %s.

                | Resource | How many |
                |---|---|
                %s""".formatted(
                        definition,
                        MessageShape.published(definition).stream()
                                .map(it -> "`" + it.substring(it.lastIndexOf('/') + 1) + "`")
                                .collect(Collectors.joining(", ")),
                        MessageShape.wanted(definition).stream()
                                .map(BarsMessagesPage::focus)
                                .collect(Collectors.joining()));
    }

    private static String focus(MessageDefinitionFocusComponent focus) {
        String needed = MessageShape.NEEDED.contains(focus.getCode()) ? " †" : "";
        return line(focus.getCode() + needed, MessageShape.range(focus));
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |\n";
    }
}
