package org.linkway.gateway.partner;

import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.client.ServiceUnavailableRetryStrategy;
import org.apache.http.protocol.HttpContext;
import org.linkway.gateway.partner.Access.Proof;
import org.linkway.gateway.partner.Access.Shown;

/** The proof on requests of Apache's client, which HAPI uses: added at each try, of which there is one more after a 401. */
final class ProvenRequests implements HttpRequestInterceptor, ServiceUnavailableRetryStrategy {
    private static final String SHOWN = "linkway.shown";

    private final Proof proof;

    ProvenRequests(Proof proof) {
        this.proof = proof;
    }

    @Override
    public void process(HttpRequest request, HttpContext context) {
        Shown shown = proof.now();
        shown.headers().forEach(request::setHeader);
        context.setAttribute(SHOWN, shown);
    }

    @Override
    public boolean retryRequest(HttpResponse response, int executionCount, HttpContext context) {
        return executionCount == 1
                && response.getStatusLine().getStatusCode() == Access.UNAUTHORIZED
                && context.getAttribute(SHOWN) instanceof Shown shown
                && proof.renewsAfter(shown);
    }

    @Override
    public long getRetryInterval() {
        return 0;
    }
}
