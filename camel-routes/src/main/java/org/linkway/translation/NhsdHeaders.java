package org.linkway.translation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;

/**
 * What the {@code NHSD-*} headers of a BaRS request say (BaRS API 1.4.0): each is JSON in Base64. One that cannot be read is a
 * fault; where published examples vary (the alphabet of the Base64, its padding, {@code deviceName} as an object or a list),
 * all of them are read.
 *
 * @param target the service for which the request is meant
 * @param organisation who sends it: its identifier and name
 * @param software with what it is sent: name and version
 * @param practitioner who asked for it: identifier and role
 * @param faults everything that is wrong with them
 */
public record NhsdHeaders(
        Optional<ServiceAddress> target,
        Optional<String> organisation,
        Optional<String> software,
        Optional<String> practitioner,
        List<Issue> faults) {
    public static final String TARGET = "NHSD-Target-Identifier";
    public static final String ORGANISATION = "NHSD-End-User-Organisation";
    public static final String SOFTWARE = "NHSD-Requesting-Software";
    public static final String PRACTITIONER = "NHSD-Requesting-Practitioner";

    private static final ObjectMapper JSON = new ObjectMapper();

    public NhsdHeaders {
        faults = List.copyOf(faults);
    }

    /** Of a request that has none of them. */
    public static NhsdHeaders none() {
        return new NhsdHeaders(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** @param header a header's value by its name; null where it is not there */
    public static NhsdHeaders read(Function<String, String> header, InboundRules rules) {
        List<Issue> faults = new ArrayList<>();
        Optional<ServiceAddress> target = decoded(TARGET, "", header, faults).flatMap(json -> target(json, faults));
        target.filter(it -> !rules.hosts(it))
                .ifPresent(it -> faults.add(Issue.error(
                        GatewayError.HEADER_INVALID,
                        "The header " + TARGET + " names the service '" + it + "', which is not hosted here. "
                                + rules.hostedHere())));
        NhsdHeaders read = new NhsdHeaders(
                target,
                decoded(ORGANISATION, "Organization", header, faults).map(NhsdHeaders::organisation),
                decoded(SOFTWARE, "Device", header, faults).map(NhsdHeaders::software),
                decoded(PRACTITIONER, "PractitionerRole", header, faults).map(NhsdHeaders::practitioner),
                faults);
        return rules.requiresNhsdHeaders() ? read.asking(header) : read;
    }

    /** BaRS API 1.4.0 requires all but the practitioner, who is to be sent where known. */
    private NhsdHeaders asking(Function<String, String> header) {
        List<Issue> all = new ArrayList<>(faults);
        Stream.of(TARGET, ORGANISATION, SOFTWARE)
                .filter(name -> header.apply(name) == null)
                .map(name -> Issue.error(
                        GatewayError.HEADER_MISSING, "The header " + name + " is missing. Send it: JSON, in Base64."))
                .forEach(all::add);
        return new NhsdHeaders(target, organisation, software, practitioner, all);
    }

    private static Optional<JsonNode> decoded(
            String name, String type, Function<String, String> header, List<Issue> faults) {
        String value = header.apply(name);
        if (value == null) {
            return Optional.empty();
        }
        Optional<JsonNode> json = json(value).filter(JsonNode::isObject);
        boolean holds = json.filter(it -> type.isEmpty()
                        || it.path("resourceType").isMissingNode()
                        || type.equals(it.path("resourceType").asText()))
                .isPresent();
        if (!holds) {
            String what = type.isEmpty() ? "{\"system\":…,\"value\":…}" : "a FHIR " + type;
            faults.add(Issue.error(
                    GatewayError.HEADER_INVALID,
                    "The header " + name + " cannot be read. Send " + what + " as JSON, in Base64."));
        }
        return json.filter(it -> holds);
    }

    private static Optional<JsonNode> json(String base64) {
        String standard = base64.strip().replace('-', '+').replace('_', '/').replaceFirst("(?<!=)=+$", "");
        try {
            return Optional.of(JSON.readTree(new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceAddress> target(JsonNode json, List<Issue> faults) {
        Optional<String> system = text(json, "system");
        Optional<String> value = text(json, "value");
        if (system.isEmpty() || value.isEmpty()) {
            String missing = Stream.of("system", "value")
                    .filter(name -> text(json, name).isEmpty())
                    .collect(Collectors.joining(" and no "));
            faults.add(Issue.error(
                    GatewayError.HEADER_INVALID,
                    "The header " + TARGET + " has no " + missing + ". Send both, as in {\"system\":"
                            + "\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"…\"}, in Base64."));
            return Optional.empty();
        }
        return Optional.of(ServiceAddress.of(system.get(), value.get()));
    }

    private static String organisation(JsonNode json) {
        return words(identifier(json), text(json, "name"));
    }

    /** R4 has a list of names; the API's own examples have an object. */
    private static String software(JsonNode json) {
        return words(text(first(json.path("deviceName")), "name"), text(first(json.path("version")), "value"));
    }

    private static String practitioner(JsonNode json) {
        return words(identifier(json), text(first(first(json.path("code")).path("coding")), "display"));
    }

    private static Optional<String> identifier(JsonNode json) {
        JsonNode identifier = first(json.path("identifier"));
        return text(identifier, "value")
                .map(value -> text(identifier, "system").map(it -> it + "|").orElse("") + value);
    }

    private static JsonNode first(JsonNode one) {
        return one.isArray() ? one.path(0) : one;
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText("").strip()).filter(it -> !it.isEmpty());
    }

    private static String words(Optional<String> first, Optional<String> second) {
        return Stream.concat(first.stream(), second.stream()).collect(Collectors.joining(" "));
    }
}
