package org.linkway.gateway.partner;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.http.impl.client.CloseableHttpClient;

/**
 * How Linkway speaks to a partner and proves itself there. Either client adds the proof to each request, renews a token once where
 * it is answered 401, and follows no redirect: the proof is for this partner alone.
 */
final class Access implements Closeable {
    static final int UNAUTHORIZED = 401;

    private final HttpClient http;
    private final CloseableHttpClient apache;
    private final Proof proof;
    private FhirContext fhir;

    Access(HttpClient http, CloseableHttpClient apache, Proof proof) {
        this.http = http;
        this.apache = apache;
        this.proof = proof;
    }

    /**
     * What is added to each request.
     *
     * @param headers that stay
     * @param tokens where a token is asked for
     */
    record Proof(Map<String, String> headers, Optional<TokenCache> tokens) {
        Proof {
            headers = Map.copyOf(headers);
        }

        Shown now() {
            Optional<AccessToken> token = tokens.map(TokenCache::token);
            Map<String, String> all = new HashMap<>(headers);
            token.ifPresent(it -> all.put("Authorization", "Bearer " + it.value()));
            return new Shown(all, token);
        }

        /** Whether another try has a chance where this one was refused. */
        boolean renewsAfter(Shown refused) {
            tokens.ifPresent(cache -> refused.token().ifPresent(cache::discard));
            return refused.token().isPresent();
        }

        @Override
        public String toString() {
            return "Proof[headers=" + headers.keySet() + ", tokens=" + tokens.isPresent() + "]";
        }
    }

    /** The proof as it went with one request. */
    record Shown(Map<String, String> headers, Optional<AccessToken> token) {
        @Override
        public String toString() {
            return "Shown[headers=" + headers.keySet() + "]";
        }
    }

    /**
     * Sends the request with the proof, and gives the whole answer.
     *
     * @param request with a timeout, which holds for each of at most two tries
     * @throws org.linkway.routes.port.HeldUp where there is no token to be had
     */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        Shown shown = proof.now();
        HttpResponse<byte[]> first = Exchange.of(http, with(request, shown));
        return first.statusCode() == UNAUTHORIZED && proof.renewsAfter(shown)
                ? Exchange.of(http, with(request, proof.now()))
                : first;
    }

    /** Whether the token that is needed here was not to be had when it was asked for last. */
    boolean isWithoutToken() {
        return proof.tokens().filter(TokenCache::isFailing).isPresent();
    }

    private static HttpRequest with(HttpRequest request, Shown shown) {
        HttpRequest.Builder proven = HttpRequest.newBuilder(request, (name, value) -> true);
        shown.headers().forEach(proven::setHeader);
        return proven.build();
    }

    /** For clients of HAPI that do the same. A context of its own, because a context holds the settings of all its clients. */
    synchronized FhirContext fhir() {
        if (fhir == null) {
            fhir = FhirContext.forR4();
            fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
            fhir.getRestfulClientFactory().setHttpClient(apache);
        }
        return fhir;
    }

    @Override
    public void close() throws IOException {
        apache.close();
    }
}
