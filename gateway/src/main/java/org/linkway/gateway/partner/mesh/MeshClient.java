package org.linkway.gateway.partner.mesh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.gateway.store.MeshMail;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.workflow.Body;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The MESH API: our mailbox, its outbox and its inbox. */
final class MeshClient {
    /** A guard against a list that never ends. */
    private static final int MOST_PAGES = 1000;

    private final MeshHttp http;
    private final String workflow;
    private final JsonMapper json;

    /** @param workflow under which messages go out */
    MeshClient(MeshHttp http, String workflow, JsonMapper json) {
        this.http = http;
        this.workflow = workflow;
        this.json = json;
    }

    /** MESH wants to hear from a mailbox once in 24 hours at least, and with what it is spoken to. */
    void handshake() {
        succeeded(http.send(http.request("")
                .header("mex-ClientVersion", "Linkway " + LinkwayPackage.VERSION)
                .header("mex-OSName", property("os.name"))
                .header("mex-OSVersion", property("os.version"))
                .header("mex-OSArchitecture", property("os.arch"))
                .POST(BodyPublishers.noBody())
                .build()));
    }

    private static String property(String name) {
        return MeshAddress.ascii(System.getProperty(name, "unknown"));
    }

    /**
     * Puts a message into the outbox.
     *
     * @return what MESH calls it
     * @throws PartnerRefused where MESH did not take it
     * @throws PartnerUnavailable where MESH may have taken it
     */
    String send(MeshLetter letter) {
        byte[] body = letter.body().bytes();
        HttpResponse<byte[]> answer = succeeded(http.send(http.request("/outbox")
                .header("mex-to", letter.to().value())
                .header("mex-workflowid", workflow)
                .header("mex-localid", letter.localId().toString())
                .header("mex-subject", MeshAddress.ascii(letter.subject()))
                .header("mex-filename", letter.localId() + ".xml")
                .header("mex-content-checksum", sha256(body))
                .header("Content-Type", letter.contentType())
                .POST(BodyPublishers.ofByteArray(body))
                .build()));
        return MeshAnswer.messageId(answer, json)
                .orElseThrow(() -> new PartnerUnavailable("MESH took the document and did not say under which id."));
    }

    /** What MESH calls the message that was sent under this id; empty where it has none. */
    Optional<String> track(UUID localId) {
        HttpResponse<byte[]> answer =
                http.send(http.request("/outbox/tracking/" + localId).GET().build());
        return switch (answer.statusCode()) {
            case 404 -> Optional.empty();
            // It has more than one: it was taken, and which is which is not said.
            case 300 -> Optional.of("several of " + localId);
            case 200 -> Optional.of(MeshAnswer.messageId(answer, json).orElseThrow(() -> unclear(answer)));
            default -> throw unclear(answer);
        };
    }

    /** Whatever else it says is about the question, and not about the document. */
    private static PartnerUnavailable unclear(HttpResponse<byte[]> answer) {
        return MeshAnswer.unavailable(
                answer, "MESH does not say what came of the document (it answered " + answer.statusCode() + ").");
    }

    /** The ids of all messages in the inbox, over all its pages. */
    List<String> inbox() {
        List<String> ids = new ArrayList<>();
        Optional<HttpRequest.Builder> next = Optional.of(http.request("/inbox"));
        for (int page = 0; next.isPresent() && page < MOST_PAGES; page++) {
            JsonNode list = MeshAnswer.read(succeeded(http.send(next.get().GET().build())), json);
            list.path("messages").forEach(id -> ids.add(id.asString("")));
            next = next(list);
        }
        return ids.stream().filter(it -> !it.isEmpty()).distinct().toList();
    }

    /** Its host is never taken from the answer: the token would go there. */
    private Optional<HttpRequest.Builder> next(JsonNode list) {
        String link = list.path("links").path("next").asString("").replaceFirst("^https?://[^/]*", "");
        return link.startsWith("/messageexchange/") ? Optional.of(http.at(link)) : Optional.empty();
    }

    /**
     * One message of the inbox, with all its parts; empty where it is not there any more.
     *
     * @throws PartnerUnavailable where it is too large to be read, too
     */
    Optional<MeshMail> read(String messageId) {
        HttpResponse<byte[]> first = get(messageId, 1);
        if (first.statusCode() == 404 || first.statusCode() == 410) {
            return Optional.empty();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body(first, whole.size()));
        for (int part = 2; part <= parts(first); part++) {
            whole.writeBytes(body(get(messageId, part), whole.size()));
        }
        return Optional.of(new MeshMail(
                messageId,
                header(first, "mex-messagetype"),
                header(first, "mex-workflowid"),
                header(first, "mex-localid"),
                header(first, "mex-linkedmsgid"),
                header(first, "mex-statuscode"),
                Body.of(unpacked(whole.toByteArray()))));
    }

    private HttpResponse<byte[]> get(String messageId, int part) {
        String path = "/inbox/" + encoded(messageId) + (part > 1 ? "/" + part : "");
        return http.send(http.request(path).GET().build());
    }

    private byte[] body(HttpResponse<byte[]> answer, int before) {
        byte[] body = succeeded(answer).body();
        if (before + body.length > MeshHttp.LARGEST) {
            throw MeshHttp.tooLarge();
        }
        return body;
    }

    /** {@code mex-chunk-range} is {@code <part>:<parts>}. */
    private static int parts(HttpResponse<byte[]> first) {
        return header(first, "mex-chunk-range")
                .filter(range -> range.matches("\\d{1,4}:\\d{1,4}"))
                .map(range -> Integer.parseInt(range.substring(range.indexOf(':') + 1)))
                .orElse(1);
    }

    /** Senders may have packed it, and do not always say so. */
    private static byte[] unpacked(byte[] body) {
        if (body.length < 2 || (body[0] & 0xff) != 0x1f || (body[1] & 0xff) != 0x8b) {
            return body;
        }
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = packed.readNBytes(MeshHttp.LARGEST);
            if (packed.read() >= 0) {
                throw MeshHttp.tooLarge();
            }
            return unpacked;
        } catch (IOException notPacked) {
            return body;
        }
    }

    /** Takes it out of the inbox, for good. */
    void acknowledge(String messageId) {
        HttpResponse<byte[]> answer = http.send(http.request("/inbox/" + encoded(messageId) + "/status/acknowledged")
                .PUT(BodyPublishers.noBody())
                .build());
        if (answer.statusCode() != 404 && answer.statusCode() != 410) {
            succeeded(answer);
        }
    }

    private HttpResponse<byte[]> succeeded(HttpResponse<byte[]> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw MeshAnswer.failure(answer, json);
        }
        return answer;
    }

    private static Optional<String> header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).map(String::strip).filter(it -> !it.isEmpty());
    }

    private static String encoded(String messageId) {
        return URLEncoder.encode(messageId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
