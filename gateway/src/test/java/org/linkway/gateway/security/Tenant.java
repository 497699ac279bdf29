package org.linkway.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.core.io.ClassPathResource;

/**
 * One practice that has referred somebody; and of all that is its own a twin, which nobody has: whoever asks for the one has to be
 * answered as for the other.
 */
final class Tenant {
    static final String FHIR = "application/fhir+json";
    private static final String NOT_KEPT_APART = "\"(id|lastUpdated|authoredOn|timestamp)\": ?\"[^\"]*\"";

    private final Visitor visitor;
    private final String token;
    private final String number = UUID.randomUUID().toString();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Map<String, String> twins = new LinkedHashMap<>();

    /** @param referral whether somebody is referred, for the link workers of {@code CED01} */
    Tenant(Visitor visitor, String token, String odsCode, String patient, boolean referral) {
        this.visitor = visitor;
        this.token = token;
        if (referral) {
            refer(odsCode, patient);
        }
        twins.put(number, UUID.randomUUID().toString());
    }

    private void refer(String odsCode, String patient) {
        Answer answer = post(
                "/fhir",
                transaction(number, odsCode, patient),
                UUID.randomUUID().toString());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        answer.json().path("entry").forEach(entry -> {
            String[] location = entry.at("/response/location").asString("").split("/", -1);
            ids.put(location[0], location[1]);
            twins.put(location[1], UUID.randomUUID().toString());
        });
    }

    /** A referral as the sandbox shows it. */
    static String transaction(String number, String odsCode, String patient) {
        try {
            return new ClassPathResource("sandbox/sample-referral.json")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("{{request-identifier}}", number)
                    .replace(
                            "{{authored-on}}",
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    .replace("A99999", odsCode)
                    .replace("9992468130", patient)
                    .replace("{ \"display\": \"Sampleton Link Workers\" }", """
                            {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "CED01"}}""");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String token() {
        return token;
    }

    /** The number that the practice gave its referral. */
    String number() {
        return number;
    }

    /** Of what was made of the referral, by type. */
    Map<String, String> ids() {
        return ids;
    }

    String id(String type) {
        return ids.get(type);
    }

    /** Something else that is this tenant's, too. */
    void owns(String value) {
        twins.put(value, UUID.randomUUID().toString());
    }

    /** An id that this tenant has used. */
    String owned() {
        String id = UUID.randomUUID().toString();
        owns(id);
        return id;
    }

    /** The same words about what nobody has. */
    String twin(String text) {
        String twin = text;
        for (Map.Entry<String, String> one : twins.entrySet()) {
            twin = twin.replace(one.getKey(), one.getValue());
        }
        return twin;
    }

    /** What an answer says, but for which of the two it was asked for, the ids of what is made new, and the time. */
    String plain(Answer answer) {
        String text = answer.body();
        for (Map.Entry<String, String> one : twins.entrySet()) {
            text = text.replace(one.getKey(), "ID").replace(one.getValue(), "ID");
        }
        return answer.status() + " "
                + text.replaceAll(NOT_KEPT_APART, "\"$1\"")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "NEW")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)", "NOW");
    }

    /** Whether something that is this tenant's is in it. */
    boolean isTold(String text) {
        return twins.keySet().stream().anyMatch(text::contains);
    }

    Answer get(String path) {
        return visitor.get(path, token);
    }

    Answer post(String path, String body, String requestId) {
        return send(
                "POST",
                path,
                body,
                "X-Request-Id",
                requestId,
                "X-Correlation-Id",
                UUID.randomUUID().toString());
    }

    Answer send(String method, String path, String body, String... more) {
        String[] headers = new String[more.length + 4];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + token;
        headers[2] = "Content-Type";
        headers[3] = path.startsWith("/fhir") ? FHIR : "application/json";
        System.arraycopy(more, 0, headers, 4, more.length);
        return visitor.send(method, path, body, headers);
    }

    Answer form(String path, String form) {
        return visitor.send(
                "POST",
                path,
                form,
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
