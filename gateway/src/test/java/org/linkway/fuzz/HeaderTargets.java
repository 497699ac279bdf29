package org.linkway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.translation.InboundRules;
import org.linkway.translation.NhsdHeaders;
import org.linkway.translation.ServiceAddress;

/** Headers that the modules below the gateway read. */
final class HeaderTargets {
    private static final InboundRules RULES = new InboundRules(
            Set.of("a5t1"), false, Set.of(ServiceAddress.parse("2000099901").orElseThrow()), "ZZZ01", true);

    private HeaderTargets() {}

    static Stream<Target> all() {
        List<Seed> json = List.of(
                Seed.json("{\"system\": \"https://fhir.nhs.uk/Id/dos-service-id\", \"value\": \"2000099901\"}"),
                Seed.json(
                        "{\"resourceType\": \"Organization\", \"identifier\": [{\"system\": \"x\", \"value\": \"ZZZ01\"}],"
                                + " \"name\": \"Sampleton\"}"),
                Seed.json(
                        "{\"resourceType\": \"Device\", \"deviceName\": [{\"name\": \"Invented\"}], \"version\": [{\"value\": \"1\"}]}"),
                Seed.json(
                        "{\"resourceType\": \"PractitionerRole\", \"code\": [{\"coding\": [{\"display\": \"GP\"}]}]}"));
        List<Seed> encoded = json.stream()
                .flatMap(seed -> Seed.texts(Base64.getEncoder().encodeToString(seed.bytes())).stream())
                .toList();
        return Stream.of(
                new Target(
                        "nhsd-header-json",
                        150,
                        json,
                        input -> NhsdHeaders.read(name -> Base64.getUrlEncoder().encodeToString(input), RULES)),
                new Target(
                        "nhsd-header",
                        150,
                        encoded,
                        input -> NhsdHeaders.read(name -> new String(input, UTF_8), RULES)),
                new Target(
                        "content-type",
                        150,
                        Seed.texts(
                                "application/fhir+json; charset=UTF-8",
                                "application/fhir+xml;version=1.1.0; charset=\"utf-8\"; a=b"),
                        input -> WireFormat.ofContentType(new String(input, UTF_8))),
                new Target(
                        "service-address",
                        200,
                        Seed.texts("https://fhir.nhs.uk/Id/dos-service-id|2000099901", "2000099901"),
                        input -> ServiceAddress.parse(new String(input, UTF_8)).ifPresent(RULES::hosts)));
    }
}
