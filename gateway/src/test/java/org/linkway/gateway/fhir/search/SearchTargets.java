package org.linkway.gateway.fhir.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;
import org.linkway.workflow.Topic;
import org.springframework.mock.web.MockHttpServletRequest;

/** Everything that is asked in a query: of searches, histories, pages and the filters of subscriptions. */
public final class SearchTargets {
    private static final String BASE = "https://gateway.example/fhir";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int TRIES = 300;

    private SearchTargets() {}

    public static Stream<Target> all() {
        TopicFilters filters = new TopicFilters(() -> BASE, Clock.fixed(NOW, ZoneOffset.UTC));
        return Stream.of(
                new Target("search", TRIES, searches(), input -> {
                    Map<String, List<String>> parameters = parameters(new String(input, UTF_8));
                    SearchParameters.types().forEach(type -> {
                        refusing(() -> SearchReader.read(type, parameters, BASE, NOW, true));
                        refusing(() -> QueryString.parse(SearchReader.read(type, parameters, BASE, NOW, false)
                                .used()));
                    });
                }),
                new Target(
                        "history",
                        TRIES / 4,
                        Seed.texts("_count=7&_since=2026-03-02T12:00:00Z", "_since=2026&_format=json&_summary=true"),
                        input -> refusing(() -> AskedHistory.read(parameters(new String(input, UTF_8)), true))),
                new Target(
                        "page",
                        TRIES / 4,
                        Seed.texts(
                                "_page=11111111-2222-4333-8444-555555555555&_after=2026-03-02T12:00:00Z~x~7&_format=json"),
                        input -> refusing(() -> PageLink.of(request(parameters(new String(input, UTF_8)))))),
                new Target("filter", TRIES / 2, filters(), input -> {
                    for (Topic topic : Topic.values()) {
                        filters.read(topic, List.of(new String(input, UTF_8)));
                    }
                }),
                new Target(
                        "prefer-strict",
                        TRIES / 4,
                        Seed.texts("handling=strict; return=minimal", "respond-async, handling = \"strict\""),
                        input -> {
                            ServletRequestDetails request = new ServletRequestDetails();
                            request.setServletRequest(new MockHttpServletRequest());
                            request.addHeader("Prefer", new String(input, UTF_8));
                            Prefer.strict(request);
                        }));
    }

    /** One with each parameter that is offered, so that each is spoilt. */
    private static List<Seed> searches() {
        List<String> queries = new ArrayList<>(List.of(
                "_sort=-_lastUpdated&_count=10&_total=accurate&_summary=count&_elements=id",
                "_include=Task:patient&_include:iterate=*&_revinclude=Task:focus:ServiceRequest",
                "patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018&patient:Patient.name=x",
                "focus:ServiceRequest.subject:Patient.identifier=|x,y|,z&status:not=draft,accepted\\,x"));
        for (String type : SearchParameters.types()) {
            SearchParameters.of(type).values().forEach(parameter -> queries.add(parameter.name() + value(parameter)));
        }
        return Seed.texts(queries.stream().distinct().toArray(String[]::new));
    }

    private static String value(SearchParameter parameter) {
        return switch (parameter.kind()) {
            case TOKEN -> "=http://snomed.info/sct|306206005,x&" + parameter.name() + ":missing=true";
            case REFERENCE -> "=Patient/1," + BASE + "/Patient/2,urn:uuid:3&" + parameter.name() + ":identifier=a|b";
            case DATE -> "=ge2026-03-02T12:00:00.123+01:00,ap2026-03&" + parameter.name() + "=lt2027";
            case URI -> "=https://example.org/x|1.0";
        };
    }

    private static List<Seed> filters() {
        return Seed.texts(
                "Task?status=requested,accepted&owner=x",
                "Task.status=completed",
                "?patient.identifier=a%7Cb&_id=%20x");
    }

    /** As they come to the reader: taken apart, and with their escapes undone. */
    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        BiConsumer<String, String> add = (name, value) ->
                parameters.computeIfAbsent(name, it -> new ArrayList<>()).add(value);
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            add.accept(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return parameters;
    }

    /** Without names that are refused before. */
    private static RequestDetails request(Map<String, List<String>> parameters) {
        RequestDetails request = new ServletRequestDetails();
        Map<String, String[]> given = new LinkedHashMap<>();
        parameters.forEach((name, values) ->
                given.put(name.replaceAll("[\\p{IsControl}\"'<>]", "-"), values.toArray(String[]::new)));
        request.setParameters(given);
        return request;
    }

    private static void refusing(Runnable read) {
        try {
            read.run();
        } catch (SearchRefused refused) {
            if (refused.getStatusCode() >= 500) {
                throw refused;
            }
        }
    }
}
