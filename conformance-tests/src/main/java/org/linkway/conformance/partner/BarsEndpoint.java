package org.linkway.conformance.partner;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.Set;
import org.linkway.conformance.partner.PartnerFaults.Fault;

/** {@code $process-message} of a BaRS receiver (BaRS Core, transactional integrity), with its faults. */
final class BarsEndpoint implements ResponseDefinitionTransformerV2 {
    static final String BASE = "/fhir";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CORRELATION_ID = "X-Correlation-Id";
    private static final String DUPLICATE = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"duplicate","details":{"coding":[
            {"system":"https://fhir.nhs.uk/CodeSystem/http-error-codes","code":"REC_CONFLICT"}]}}]}
            """;

    private final BarsReceiver receiver;

    BarsEndpoint(BarsReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public String getName() {
        return "bars-receiver";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        return new FaultyExchange(receiver.faults())
                .answer(met -> worked(request, met), (status, sentence) -> answer(request, status, "{}"));
    }

    private ResponseDefinitionBuilder worked(LoggedRequest request, Set<Fault> met) {
        String path = URI.create(request.getUrl()).getPath();
        String requestId = request.getHeader(REQUEST_ID);
        if (!path.equals(BASE + "/$process-message") || requestId == null) {
            return answer(request, 404, "{}");
        }
        boolean isNew = receiver.take(requestId, request.getBodyAsString());
        if (met.contains(Fault.TAKES_TWICE)) {
            isNew = receiver.take(requestId, request.getBodyAsString());
        }
        if (met.contains(Fault.LOSES_ANSWERS)) {
            return answer(request, 500, "{}");
        }
        return isNew ? answer(request, 200, "{}") : answer(request, 409, DUPLICATE);
    }

    private static ResponseDefinitionBuilder answer(LoggedRequest request, int status, String body) {
        ResponseDefinitionBuilder answer =
                new ResponseDefinitionBuilder().withStatus(status).withBody(body);
        for (String id : new String[] {REQUEST_ID, CORRELATION_ID}) {
            if (request.containsHeader(id)) {
                answer.withHeader(id, request.getHeader(id));
            }
        }
        return answer;
    }
}
