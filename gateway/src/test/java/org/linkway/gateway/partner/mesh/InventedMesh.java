package org.linkway.gateway.partner.mesh;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A MESH with one mailbox. It works out the token of each request by itself, takes none twice, and forgets a message of the
 * inbox once it is acknowledged, as the real one does.
 */
public final class InventedMesh implements ResponseDefinitionTransformerV2, AutoCloseable {
    public static final String MAILBOX = "ZZZ01OT001";
    public static final String PASSWORD = "password-of-the-mailbox";
    public static final String SHARED_KEY = "key-of-the-environment";
    /** For how long it asks to be left alone while it is busy. */
    static final Duration LEAVE_ALONE = Duration.ofMinutes(11);

    private static final String INBOX = "/inbox";

    private final Clock clock;
    private final WireMockServer server;
    private final Set<String> nonces = new HashSet<>();
    private final Map<String, Mail> inbox = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<LoggedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, LoggedRequest> taken = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Queue<ResponseDefinitionBuilder>> first = new ConcurrentHashMap<>();
    private Sending sending = Sending.WELL;
    private String refusal = "12";
    private int pageSize = 500;
    private boolean inboxIsBusy;
    private int numbers;

    /** What becomes of the next messages that are sent. */
    enum Sending {
        WELL,
        /** It is taken, and the connection breaks before the answer. */
        TAKEN_AND_CUT,
        /** It is taken, and the answer comes too late. */
        TAKEN_AND_SLOW,
        /** The connection breaks before it is taken. */
        CUT,
        REFUSED,
        BUSY
    }

    /** A message in the inbox, in parts. */
    private record Mail(Map<String, String> headers, List<byte[]> parts) {}

    public InventedMesh(Clock clock) {
        this.clock = clock;
        this.server = new WireMockServer(
                WireMockConfiguration.options().dynamicPort().extensions(this).http2PlainDisabled(true));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    public String url() {
        return server.baseUrl();
    }

    void sending(Sending now) {
        this.sending = now;
    }

    void refusing(String code) {
        this.sending = Sending.REFUSED;
        this.refusal = code;
    }

    /** Whatever is sent to an address with this in it is not taken, but answered so, one after the other. */
    public void answersFirst(String addressee, List<ResponseDefinitionBuilder> answers) {
        first.put(addressee, new ConcurrentLinkedQueue<>(answers));
    }

    /** How its inbox is listed, one after the other, before it is listed as it is. */
    public void listsFirst(List<ResponseDefinitionBuilder> answers) {
        first.put(INBOX, new ConcurrentLinkedQueue<>(answers));
    }

    /** Whether there is nothing left of what it answers first. */
    public boolean hasSaidAll() {
        return first.values().stream().allMatch(Queue::isEmpty);
    }

    private Optional<ResponseDefinitionBuilder> first(String said) {
        return first.entrySet().stream()
                .filter(it -> said.contains(it.getKey()))
                .findFirst()
                .map(it -> it.getValue().poll());
    }

    void busyInbox(boolean now) {
        this.inboxIsBusy = now;
    }

    void pages(int size) {
        this.pageSize = size;
    }

    /** Every message that it took, as it was sent. */
    public List<LoggedRequest> outbox() {
        return List.copyOf(taken.values());
    }

    String lastMessageId() {
        return List.copyOf(taken.keySet()).get(taken.size() - 1);
    }

    String lastLocalId() {
        return taken.get(lastMessageId()).getHeader("mex-localid");
    }

    long handshakes() {
        return requests.stream()
                .filter(it ->
                        it.getMethod().getName().equals("POST") && !it.getUrl().contains("/outbox"))
                .count();
    }

    /** How many messages are in the inbox. */
    public int waiting() {
        return inbox.size();
    }

    /** Lets a practice's system answer. */
    public String answer(String workflow, byte[]... parts) {
        return arrive(Map.of("Mex-MessageType", "DATA", "Mex-WorkflowID", workflow), List.of(parts));
    }

    /** Reports that a message was not delivered. */
    public String report(Map<String, String> about, String code) {
        Map<String, String> headers = new LinkedHashMap<>(about);
        headers.put("Mex-MessageType", "REPORT");
        headers.put("Mex-WorkflowID", "GPCONNECT_SEND_DOCUMENT");
        headers.put("Mex-StatusCode", code);
        headers.put("Mex-StatusDescription", "for Testina Inventa");
        return arrive(headers, List.of(new byte[0]));
    }

    /** What a practice's system answers to the message of this id. */
    public static byte[] response(String answers, String code, String itkCode) {
        return """
                <Bundle xmlns="http://hl7.org/fhir"><type value="message"/><entry><resource><MessageHeader>
                <event><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2"/><code value="ITK008M"/></event>
                <response><identifier value="%s"/><code value="%s"/></response>
                </MessageHeader></resource></entry><entry><resource><OperationOutcome><issue><severity value="information"/>
                <code value="informational"/><details><coding>
                <system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="%s"/>
                </coding></details></issue></OperationOutcome></resource></entry></Bundle>
                """.formatted(answers, code, itkCode).getBytes(StandardCharsets.UTF_8);
    }

    private String arrive(Map<String, String> headers, List<byte[]> parts) {
        String id = nextId();
        inbox.put(id, new Mail(headers, parts));
        return id;
    }

    private synchronized String nextId() {
        return "2026070310150000000%d_A1".formatted(++numbers);
    }

    @Override
    public String getName() {
        return "invented-mesh";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        if (!isAuthorised(request.getHeader("Authorization"))) {
            return json(403, "{}").build();
        }
        requests.add(request);
        String path = URI.create(request.getUrl()).getPath().replaceFirst("^/messageexchange/" + MAILBOX, "");
        return answer(request, path).build();
    }

    private ResponseDefinitionBuilder answer(LoggedRequest request, String path) {
        if (path.equals("/outbox")) {
            return first(request.getHeader("mex-to")).orElseGet(() -> take(request));
        }
        if (path.startsWith("/outbox/tracking/")) {
            return track(path.substring("/outbox/tracking/".length()));
        }
        if (path.equals(INBOX)) {
            return first(INBOX).orElseGet(() -> inboxIsBusy ? busy() : list(request));
        }
        if (path.startsWith("/inbox/")) {
            return path.endsWith("/status/acknowledged") ? acknowledge(path) : read(path);
        }
        return json(path.isEmpty() ? 200 : 404, "{}");
    }

    private ResponseDefinitionBuilder take(LoggedRequest request) {
        return switch (sending) {
            case REFUSED ->
                json(
                        417,
                        "{\"errorEvent\":\"SEND\",\"errorCode\":\"" + refusal
                                + "\",\"errorDescription\":\"Testina Inventa\"}");
            case BUSY -> busy();
            case CUT -> WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
            case WELL -> json(202, "{\"message_id\":\"" + taken(request) + "\"}");
            case TAKEN_AND_SLOW ->
                json(202, "{\"message_id\":\"" + taken(request) + "\"}").withFixedDelay(4000);
            case TAKEN_AND_CUT -> {
                taken(request);
                yield WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE);
            }
        };
    }

    private String taken(LoggedRequest request) {
        String id = nextId();
        taken.put(id, request);
        return id;
    }

    private ResponseDefinitionBuilder track(String localId) {
        List<String> found = taken.entrySet().stream()
                .filter(it -> it.getValue().getHeader("mex-localid").equals(localId))
                .map(Map.Entry::getKey)
                .toList();
        return switch (found.size()) {
            case 0 -> json(404, "");
            case 1 -> json(200, "{\"messageId\":\"" + found.get(0) + "\",\"localId\":\"" + localId + "\"}");
            default -> json(300, "");
        };
    }

    /** The next page is named with the address of another host, which must not be asked. */
    private ResponseDefinitionBuilder list(LoggedRequest request) {
        String from = request.queryParameter("continue_from").isPresent()
                ? request.queryParameter("continue_from").firstValue()
                : "0";
        List<String> all = List.copyOf(inbox.keySet());
        int start = Integer.parseInt(from);
        int end = Math.min(start + pageSize, all.size());
        String ids =
                all.subList(start, end).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        String next = end < all.size()
                ? ",\"next\":\"https://elsewhere.invalid/messageexchange/" + MAILBOX + "/inbox?continue_from=" + end
                        + "\""
                : "";
        return json(200, "{\"messages\":[" + ids + "],\"links\":{\"self\":\"x\"" + next + "}}");
    }

    private ResponseDefinitionBuilder read(String path) {
        List<String> segments = List.of(path.split("/", -1));
        Mail mail = inbox.get(segments.get(2));
        if (mail == null) {
            return json(410, "");
        }
        int part = segments.size() > 3 ? Integer.parseInt(segments.get(3)) : 1;
        ResponseDefinitionBuilder answer = WireMock.aResponse()
                .withStatus(part < mail.parts().size() ? 206 : 200)
                .withHeader("Mex-Chunk-Range", part + ":" + mail.parts().size())
                .withBody(mail.parts().get(part - 1));
        mail.headers().forEach(answer::withHeader);
        return answer;
    }

    private ResponseDefinitionBuilder acknowledge(String path) {
        inbox.remove(path.split("/", -1)[2]);
        return json(200, "");
    }

    private static ResponseDefinitionBuilder busy() {
        return json(503, "").withHeader("Retry-After", String.valueOf(LEAVE_ALONE.toSeconds()));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse().withStatus(status).withBody(body);
    }

    /** Worked out from the published description, with nothing of what is tested. */
    private synchronized boolean isAuthorised(String header) {
        if (header == null || !header.startsWith("NHSMESH ")) {
            return false;
        }
        List<String> parts = List.of(header.substring("NHSMESH ".length()).split(":", -1));
        if (parts.size() != 5 || !parts.get(0).equals(MAILBOX) || !parts.get(2).matches("\\d+")) {
            return false;
        }
        LocalDateTime said = LocalDateTime.parse(parts.get(3), DateTimeFormatter.ofPattern("yyyyMMddHHmm"));
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean inTime = Duration.between(said, now).abs().compareTo(Duration.ofHours(2)) < 0;
        String message = MAILBOX + ":" + parts.get(1) + ":" + parts.get(2) + ":" + PASSWORD + ":" + parts.get(3);
        return inTime && hmac(message).equals(parts.get(4)) && nonces.add(parts.get(1) + "/" + parts.get(2));
    }

    private static String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SHARED_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
