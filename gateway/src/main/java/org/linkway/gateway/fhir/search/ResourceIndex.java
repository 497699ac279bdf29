package org.linkway.gateway.fhir.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.linkway.routes.port.SearchIndex;
import org.linkway.workflow.PublishedResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a resource is found by, as {@link SearchParameters} say, read from its JSON. */
public final class ResourceIndex implements SearchIndex {
    /** What a referral's names and numbers never reach; PostgreSQL indexes nothing that is much longer. */
    private static final int LONGEST = 500;

    /** Behind a parameter's name: the identifier by which a reference names what it leads to. */
    static final String BY_IDENTIFIER = ":identifier";

    /** Behind a parameter's name: there is a value, though none that is found by the name itself. */
    static final String PRESENT = ":present";

    private static final Pattern LOCAL = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/.*)?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, ElementPath> paths = new ConcurrentHashMap<>();

    @Override
    public List<Entry> entries(PublishedResource resource) {
        Map<String, SearchParameter> parameters = SearchParameters.of(resource.type());
        if (parameters.isEmpty()) {
            return List.of();
        }
        JsonNode json = JSON.readTree(resource.json());
        return parameters.values().stream()
                .flatMap(parameter -> entries(parameter, json))
                .distinct()
                .toList();
    }

    private Stream<Entry> entries(SearchParameter parameter, JsonNode resource) {
        List<JsonNode> values = parameter.paths().stream()
                .map(path -> paths.computeIfAbsent(path, ElementPath::of))
                .flatMap(path -> path.in(resource))
                .filter(value -> concerns(parameter, value))
                .toList();
        List<Entry> entries = values.stream()
                .flatMap(value -> read(parameter, value))
                .filter(entry ->
                        entry.scope().length() <= LONGEST && entry.content().length() <= LONGEST)
                .toList();
        boolean named = entries.stream().anyMatch(entry -> entry.name().equals(parameter.name()));
        return named || values.isEmpty()
                ? entries.stream()
                : Stream.concat(entries.stream(), Stream.of(entry(parameter.name() + PRESENT, "", "")));
    }

    /** What leads to a resource of another type is no value of this parameter. */
    private static boolean concerns(SearchParameter parameter, JsonNode value) {
        Matcher local = LOCAL.matcher(value.path("reference").asString(""));
        return !local.matches() || parameter.leadsTo(local.group(1));
    }

    private static Stream<Entry> read(SearchParameter parameter, JsonNode value) {
        return switch (parameter.kind()) {
            case TOKEN, URI -> tokens(parameter, value);
            case REFERENCE -> references(parameter, value);
            case DATE -> times(parameter, value);
        };
    }

    /** A code, a Coding, a CodeableConcept or an Identifier. */
    private static Stream<Entry> tokens(SearchParameter parameter, JsonNode value) {
        if (value.isString()) {
            return Stream.of(entry(parameter.name(), parameter.system().orElse(""), value.asString()));
        }
        if (value.has("coding")) {
            return StreamSupport.stream(value.get("coding").spliterator(), false)
                    .flatMap(coding -> token(parameter.name(), coding, "code"));
        }
        return token(parameter.name(), value, value.has("value") ? "value" : "code");
    }

    private static Stream<Entry> token(String name, JsonNode value, String member) {
        return value.has(member)
                ? Stream.of(entry(
                        name,
                        value.path("system").asString(""),
                        value.get(member).asString("")))
                : Stream.empty();
    }

    private static Stream<Entry> references(SearchParameter parameter, JsonNode value) {
        return Stream.concat(
                reference(parameter, value.path("reference").asString("")).stream(),
                token(parameter.name() + BY_IDENTIFIER, value.path("identifier"), "value"));
    }

    /** What leads into the same resource leads nowhere in the store. */
    private static Optional<Entry> reference(SearchParameter parameter, String reference) {
        Matcher local = LOCAL.matcher(reference);
        if (local.matches()) {
            return Optional.of(entry(parameter.name(), local.group(1), local.group(2)));
        }
        return reference.isEmpty() || reference.startsWith("#")
                ? Optional.empty()
                : Optional.of(entry(parameter.name(), "", reference));
    }

    private static Stream<Entry> times(SearchParameter parameter, JsonNode value) {
        return FhirTime.span(value.asString(""))
                .map(span -> new Entry(parameter.name(), "", "", Optional.of(span)))
                .stream();
    }

    private static Entry entry(String name, String scope, String content) {
        return new Entry(name, scope, content, Optional.empty());
    }
}
