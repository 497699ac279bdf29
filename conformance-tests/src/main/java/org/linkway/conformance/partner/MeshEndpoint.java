package org.linkway.conformance.partner;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.linkway.conformance.partner.PartnerFaults.Fault;

/** The MESH API in front of one mailbox, with its faults. */
final class MeshEndpoint implements ResponseDefinitionTransformerV2 {
    private static final String MAILBOX = "/messageexchange/" + MeshPartner.MAILBOX;
    private static final String TRACKING = "/outbox/tracking/";
    private static final String ACKNOWLEDGED = "/status/acknowledged";
    private static final String INBOX = "/inbox/";

    private final MeshAuthorisation authorisation;
    private final MeshOutbox outbox;
    private final MeshInbox inbox;
    private final MeshPractices practices;
    private final FaultyExchange exchange;

    MeshEndpoint(
            MeshAuthorisation authorisation,
            MeshOutbox outbox,
            MeshInbox inbox,
            MeshPractices practices,
            PartnerFaults faults) {
        this.authorisation = authorisation;
        this.outbox = outbox;
        this.inbox = inbox;
        this.practices = practices;
        this.exchange = new FaultyExchange(faults);
    }

    @Override
    public String getName() {
        return "mesh";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        if (!authorisation.admits(request.getHeader("Authorization"))) {
            return answer(403, "{}").build();
        }
        return exchange.answer(met -> worked(request, met), (status, sentence) -> answer(status, "{}"));
    }

    private ResponseDefinitionBuilder worked(LoggedRequest request, Set<Fault> met) {
        String path = URI.create(request.getUrl()).getPath();
        if (!path.startsWith(MAILBOX)) {
            return answer(404, "{}");
        }
        String asked = path.substring(MAILBOX.length());
        if (asked.isEmpty()) {
            return answer(200, "{}");
        }
        if (asked.equals("/outbox") && request.getMethod().equals(RequestMethod.POST)) {
            return send(request, met);
        }
        if (asked.startsWith(TRACKING)) {
            return track(asked.substring(TRACKING.length()));
        }
        if (asked.equals("/inbox")) {
            return list();
        }
        if (asked.startsWith(INBOX)) {
            String rest = asked.substring(INBOX.length());
            return rest.endsWith(ACKNOWLEDGED)
                    ? acknowledge(rest.substring(0, rest.length() - ACKNOWLEDGED.length()))
                    : read(rest);
        }
        return answer(404, "{}");
    }

    private ResponseDefinitionBuilder send(LoggedRequest request, Set<Fault> met) {
        MeshDocument document = new MeshDocument(
                request.getHeader("mex-localid"),
                request.getHeader("mex-to"),
                request.getHeader("mex-subject"),
                request.getBodyAsString(),
                practices.nextFate(),
                1);
        if (document.fate() == MeshFate.TURNED_AWAY && !outbox.holds(document.localId())) {
            outbox.turnAway(document);
            return answer(417, "{\"errorEvent\":\"SEND\",\"errorCode\":\"12\"}");
        }
        String meshId = take(document);
        if (met.contains(Fault.TAKES_TWICE)) {
            meshId = take(document);
        }
        return met.contains(Fault.LOSES_ANSWERS)
                ? answer(500, "{}")
                : answer(202, "{\"message_id\":\"" + meshId + "\"}");
    }

    /** Of a copy nothing becomes but what its receiver says of copies. */
    private String take(MeshDocument document) {
        boolean copy = outbox.holds(document.localId());
        String meshId = outbox.take(document);
        if (copy) {
            practices.answerCopy(outbox.document(document.localId()));
        } else {
            practices.answer(document, meshId);
        }
        return meshId;
    }

    private ResponseDefinitionBuilder track(String localId) {
        List<String> known = outbox.meshIds(localId);
        return switch (known.size()) {
            case 0 -> answer(404, "{}");
            case 1 -> answer(200, "{\"messageId\":\"" + known.get(0) + "\",\"localId\":\"" + localId + "\"}");
            default -> answer(300, "{}");
        };
    }

    private ResponseDefinitionBuilder list() {
        String ids = inbox.list().stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return answer(200, "{\"messages\":[" + ids + "],\"links\":{}}");
    }

    private ResponseDefinitionBuilder read(String id) {
        Optional<MeshInbox.Mail> mail = inbox.read(id);
        if (mail.isEmpty()) {
            return answer(410, "{}");
        }
        ResponseDefinitionBuilder answer = answer(200, mail.get().body());
        mail.get().headers().forEach(answer::withHeader);
        return answer;
    }

    private ResponseDefinitionBuilder acknowledge(String id) {
        inbox.acknowledge(id);
        return answer(200, "{}");
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return new ResponseDefinitionBuilder().withStatus(status).withBody(body);
    }
}
