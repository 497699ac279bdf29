package org.linkway.gateway.fhir.search;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Where values stand in a resource's JSON: names of elements with dots between them, through all items of lists. {@code [path=text]}
 * behind a name keeps what has that text there.
 */
record ElementPath(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\[([^=\\]]+)=([^\\]]+)])?(?:\\.|$)");

    record Step(String element, String wherePath, String whereText) {}

    static ElementPath of(String path) {
        Matcher steps = STEP.matcher(path);
        Stream.Builder<Step> all = Stream.builder();
        while (steps.find()) {
            all.add(new Step(steps.group(1), steps.group(2), steps.group(3)));
        }
        return new ElementPath(all.build().toList());
    }

    Stream<JsonNode> in(JsonNode resource) {
        Stream<JsonNode> found = Stream.of(resource);
        for (Step step : steps) {
            found = found.flatMap(node -> items(node.path(step.element()))).filter(node -> keeps(step, node));
        }
        return found;
    }

    private static boolean keeps(Step step, JsonNode node) {
        return step.wherePath() == null
                || of(step.wherePath())
                        .in(node)
                        .anyMatch(value -> value.asString("").equals(step.whereText()));
    }

    private static Stream<JsonNode> items(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false);
        }
        return node.isMissingNode() || node.isNull() ? Stream.empty() : Stream.of(node);
    }
}
