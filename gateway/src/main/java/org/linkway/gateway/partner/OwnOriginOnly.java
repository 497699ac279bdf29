package org.linkway.gateway.partner;

import ca.uhn.fhir.rest.client.api.IClientInterceptor;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.linkway.routes.port.PartnerUnavailable;

/** Lets a client ask its partner alone: an answer may name a next page anywhere, and proof of who we are would go there. */
final class OwnOriginOnly implements IClientInterceptor {
    private final String partner;
    private final String origin;

    /** @param partner as it is called in what an operator reads */
    OwnOriginOnly(String partner, String base) {
        this.partner = partner;
        this.origin = origin(base);
    }

    @Override
    public void interceptRequest(IHttpRequest request) {
        if (!origin(request.getUri()).equals(origin)) {
            throw new PartnerUnavailable(partner + " named a page that is not its own, which is not followed.");
        }
    }

    @Override
    public void interceptResponse(IHttpResponse response) {
        // Whatever the partner answers is for whoever asked.
    }

    private static String origin(String address) {
        try {
            URI uri = new URI(address).parseServerAuthority();
            int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
            return (uri.getScheme() + "://" + uri.getHost() + ":" + port).toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
