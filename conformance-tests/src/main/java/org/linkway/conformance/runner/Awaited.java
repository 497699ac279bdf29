package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.linkway.conformance.runner.Headers.Header;

/**
 * A request that a script waits for.
 *
 * @param what it is, in the script's words
 * @param address in which {@code *} stands for anything but a slash, and {@code **} for anything; without a query, any query
 *     will do, and with one, that much of it has to be there
 * @param headers that it has, with these values
 * @param condition that has to hold of its body
 * @param answer what has to hold of the answer that it got
 */
public record Awaited(
        String what,
        When when,
        String method,
        String address,
        List<Header> headers,
        Optional<String> condition,
        Optional<String> answer) {
    private static final String ANY = "*";

    /** When it comes. */
    public enum When {
        /** After those that the script has found, whether or not it has come yet. */
        NEXT,
        /** Before the one that was found last: where it did not, that is a failure. */
        BEFORE,
        /** At no time after those that were found: where it did, that is a failure. */
        NEVER;

        /** @throws StepStopped where the script says what is none of these */
        static When of(SetupActionOperationComponent operation) {
            return Extensions.texts(operation, Extensions.AWAITS_WHEN).stream()
                    .findFirst()
                    .map(When::of)
                    .orElse(NEXT);
        }

        private static When of(String word) {
            return Arrays.stream(values())
                    .filter(when -> when.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(
                            () -> StepStopped.error("A request is awaited `" + word + "`: say next, before or never."));
        }
    }

    /** @param fill puts in what variables hold */
    static Awaited of(SetupActionOperationComponent operation, String base, UnaryOperator<String> fill) {
        Interaction interaction = Interaction.of(operation).orElse(Interaction.READ);
        String method = operation.hasMethod()
                ? operation.getMethod().toCode().toUpperCase(Locale.ROOT)
                : interaction.method(true);
        String address = operation.hasUrl() ? operation.getUrl() : place(operation, interaction);
        return new Awaited(
                operation.hasLabel() ? operation.getLabel() : operation.getDescription(),
                When.of(operation),
                method,
                base + fill.apply(address),
                operation.getRequestHeader().stream()
                        .map(header -> new Header(header.getField(), fill.apply(header.getValue())))
                        .toList(),
                condition(operation, Extensions.AWAITS, fill),
                condition(operation, Extensions.AWAITS_ANSWER, fill));
    }

    private static Optional<String> condition(
            SetupActionOperationComponent operation, String extension, UnaryOperator<String> fill) {
        return Extensions.texts(operation, extension).stream().map(fill).findFirst();
    }

    private static String place(SetupActionOperationComponent operation, Interaction interaction) {
        String type = operation.hasResource() ? "/" + operation.getResource() : "";
        String params = operation.hasParams() ? operation.getParams() : "";
        String query = params.startsWith("?") ? params : "";
        String id = params.startsWith("/") ? params : "/" + ANY;
        return switch (interaction.place()) {
            case BASE -> "";
            case METADATA -> "/metadata";
            case TYPE -> type + query;
            case INSTANCE -> type + id + query;
            case VERSION -> type + "/" + ANY + "/_history/" + ANY;
            case HISTORY -> type + id + "/_history";
            case OPERATION -> type + "/$" + Interaction.code(operation) + query;
        };
    }

    /** What it is and where it is to be sent, for whoever has to make the system send it. */
    public String sentence() {
        String place = address.replace(ANY + ANY, "…").replace(ANY, "{any}");
        return what + ": " + method + " " + place
                + headers.stream()
                        .map(header -> ", " + header.name() + ": " + header.value())
                        .collect(Collectors.joining());
    }

    /** @throws StepStopped where its condition is none */
    boolean isMetBy(Exchange exchange) {
        Request request = exchange.request();
        return request.method().equals(method)
                && isAt(request.url())
                && headers.stream()
                        .allMatch(header -> request.lines()
                                .value(header.name())
                                .filter(header.value()::equals)
                                .isPresent())
                && condition.stream().allMatch(it -> Conditions.holds(it, request.body()))
                && answer.stream()
                        .allMatch(it -> Conditions.holds(it, exchange.response().body()));
    }

    private boolean isAt(String url) {
        return isLike(path(address), path(url))
                && parameters(address).stream()
                        .allMatch(wanted -> parameters(url).stream().anyMatch(it -> isLike(wanted, it)));
    }

    private static String path(String url) {
        return decoded(url.split("\\?", 2)[0].replaceFirst("/+$", ""));
    }

    private static List<String> parameters(String url) {
        int query = url.indexOf('?');
        return query < 0
                ? List.of()
                : Arrays.stream(url.substring(query + 1).split("&", -1))
                        .map(Awaited::decoded)
                        .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            // What is no escape stands for itself.
            return text;
        }
    }

    private static boolean isLike(String pattern, String text) {
        String regex = Arrays.stream(pattern.split(Pattern.quote(ANY + ANY), -1))
                .map(Awaited::withoutSlashes)
                .collect(Collectors.joining(".*"));
        return text.matches(regex);
    }

    private static String withoutSlashes(String pattern) {
        return Arrays.stream(pattern.split(Pattern.quote(ANY), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]*"));
    }
}
