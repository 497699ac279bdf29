package org.linkway.gateway.partner.mesh;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.linkway.gateway.partner.RetryAfter;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer of MESH means. */
final class MeshAnswer {
    private MeshAnswer() {}

    /**
     * The exception for a status that is not a success. Only an answer about what was sent is a refusal; 403 is about our
     * standing, which may change without anything being changed in what was sent.
     */
    static RuntimeException failure(HttpResponse<byte[]> answer, JsonMapper json) {
        int status = answer.statusCode();
        return switch (status) {
            case 417 ->
                new PartnerRefused("MESH refused the document (417). " + MeshFault.sentence(code(answer, json)));
            case 400, 413, 415, 422 -> new PartnerRefused("MESH answered " + status + ".");
            case 401, 403 ->
                unavailable(
                        answer,
                        "MESH answered " + status
                                + ": check the mailbox, its password, the shared key and the certificate.");
            default -> unavailable(answer, "MESH answered " + status + ".");
        };
    }

    /** For as long as MESH asks to be left alone, where it does. */
    static PartnerUnavailable unavailable(HttpResponse<byte[]> answer, String sentence) {
        return new PartnerUnavailable(sentence, RetryAfter.of(answer.headers()));
    }

    /** In version 1 of the API {@code errorCode}; in version 2 {@code detail[0].code}. */
    private static Optional<String> code(HttpResponse<byte[]> answer, JsonMapper json) {
        JsonNode body = read(answer, json);
        return Stream.of(body.path("errorCode"), body.path("detail").path(0).path("code"))
                .map(it -> it.asString(""))
                .filter(it -> !it.isEmpty())
                .findFirst();
    }

    /** What MESH calls a message, in either version. */
    static Optional<String> messageId(HttpResponse<byte[]> answer, JsonMapper json) {
        JsonNode body = read(answer, json);
        return Stream.of("message_id", "messageID", "messageId")
                .map(name -> body.path(name).asString(""))
                .filter(it -> !it.isEmpty())
                .findFirst();
    }

    /** Missing members where it is no JSON. */
    static JsonNode read(HttpResponse<byte[]> answer, JsonMapper json) {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException notJson) {
            return json.missingNode();
        }
    }
}
