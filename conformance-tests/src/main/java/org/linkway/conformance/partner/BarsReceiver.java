package org.linkway.conformance.partner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sender's own {@code $process-message}, which takes each message once: by its request id it knows again what it has. */
public final class BarsReceiver extends Partner {
    private final Map<String, BarsDelivery> received = new LinkedHashMap<>();
    private final PartnerServer server = new PartnerServer(PartnerServer.ANY_PORT, new BarsEndpoint(this));

    private BarsReceiver() {}

    public static BarsReceiver start() {
        return new BarsReceiver();
    }

    /**
     * One message.
     *
     * @param requestId under which it came
     * @param bodies each time that it came, what it said
     */
    public record BarsDelivery(String requestId, List<String> bodies) {
        public BarsDelivery {
            bodies = List.copyOf(bodies);
        }
    }

    /** Whether it is new; what came before is noted too. */
    synchronized boolean take(String requestId, String body) {
        List<String> bodies = new ArrayList<>();
        if (received.containsKey(requestId)) {
            bodies.addAll(received.get(requestId).bodies());
        }
        bodies.add(body);
        return received.put(requestId, new BarsDelivery(requestId, bodies)) == null;
    }

    /** What it has, by request id. */
    public synchronized List<BarsDelivery> received() {
        return List.copyOf(received.values());
    }

    /** The FHIR base. */
    @Override
    public String baseUrl() {
        return server.url() + BarsEndpoint.BASE;
    }

    @Override
    PartnerServer server() {
        return server;
    }
}
