package org.linkway.gateway.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Every address that the gateway answers, from what it is made of and from what it says of itself. */
final class EveryAddress {
    private final List<RequestMappingHandlerMapping> mappings;

    EveryAddress(List<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Each as {@code <method> <path>}. */
    Set<String> of(Visitor visitor) {
        Set<String> all = new TreeSet<>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> all.addAll(of(info))));
        visitor.send("GET", "/fhir/metadata", "")
                .json()
                .at("/rest/0/resource")
                .forEach(resource -> all.addAll(of(resource)));
        Stream.of("POST /fhir", "POST /fhir/$process-message", "POST /fhir/$validate")
                .forEach(all::add);
        all.removeIf(address -> address.endsWith(" /error"));
        return all;
    }

    private static Set<String> of(RequestMappingInfo info) {
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
        return info.getPatternValues().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "1").replace("/**", "/1"))
                .flatMap(path -> (methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream())
                        .map(method -> method + " " + path))
                .collect(Collectors.toSet());
    }

    private static Set<String> of(JsonNode resource) {
        String type = "/fhir/" + resource.path("type").asString();
        return resource.path("interaction")
                .valueStream()
                .map(it -> it.path("code").asString())
                .map(code -> switch (code) {
                    case "read" -> "GET " + type + "/1";
                    case "vread" -> "GET " + type + "/1/_history/1";
                    case "history-instance" -> "GET " + type + "/1/_history";
                    case "history-type" -> "GET " + type + "/_history";
                    case "search-type" -> "GET " + type;
                    case "create" -> "POST " + type;
                    case "update" -> "PUT " + type + "/1";
                    case "patch" -> "PATCH " + type + "/1";
                    case "delete" -> "DELETE " + type + "/1";
                    default -> throw new IllegalStateException("An interaction that this test does not know: " + code);
                })
                .collect(Collectors.toSet());
    }
}
