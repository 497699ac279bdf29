package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request and its whole answer, in bounds: whatever a partner does, it costs neither memory nor a thread for long. */
public final class Exchange {
    /** A record's pages, letters and lists are well below it. In bytes. */
    static final int LARGEST = 16 * 1024 * 1024;

    private Exchange() {}

    /** The answer's body was larger than it may be. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long largest) {
            super("the answer is larger than " + largest + " bytes");
        }
    }

    /** With an answer of at most {@link #LARGEST} bytes. */
    static HttpResponse<byte[]> of(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        return of(http, request, LARGEST);
    }

    /**
     * Sends the request, and waits for the last byte of the answer no longer than the request's timeout: the client itself stops
     * its watch at the answer's head, and a body may drip for ever.
     *
     * @param request with a timeout
     * @param largest of the answer's body, in bytes
     * @throws TooLarge where it has more
     * @throws org.linkway.routes.port.PartnerUnavailable where its host is at an address to which Linkway does not connect
     */
    public static HttpResponse<byte[]> of(HttpClient http, HttpRequest request, int largest)
            throws IOException, InterruptedException {
        ConfiguredHosts.check(request.uri());
        long millis = request.timeout().orElseThrow().toMillis();
        BoundedBody.Handler body = new BoundedBody.Handler(largest);
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, body);
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer in time");
        } catch (ExecutionException e) {
            throw body.overrun()
                    .orElseGet(() ->
                            e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }
}
