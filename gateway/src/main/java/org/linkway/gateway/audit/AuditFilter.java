package org.linkway.gateway.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Outside of everything, of Spring Security too: nothing is answered that is not in the audit trail. Where it cannot be written
 * the answer is 503, with nothing of what would have been answered.
 */
final class AuditFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final AuditTrail trail;

    AuditFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HeldAnswer held = new HeldAnswer(response, new Trail(request));
        try {
            chain.doFilter(request, held);
        } catch (ServletException | IOException | RuntimeException | Error failure) {
            held.release(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            if (held.isReleased()) {
                throw failure;
            }
        }
        if (!held.release(response.getStatus())) {
            refuse(request, response);
        }
    }

    private final class Trail implements HeldAnswer.Recorder {
        private final HttpServletRequest request;

        private Trail(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public void touched() {
            RequestAudit.noteCaller(AuditNotes.of(request));
        }

        @Override
        public boolean record(int status) {
            try {
                trail.answers(request, status);
                return true;
            } catch (RuntimeException failure) {
                // Its message is left out: it may quote what was to be written.
                LOG.error(
                        "The audit trail cannot be written, so a request is answered with 503: {} at {}",
                        failure.getClass().getName(),
                        failure.getStackTrace().length == 0 ? "an unknown place" : failure.getStackTrace()[0]);
                return false;
            }
        }
    }

    /** What lets a browser read the answer, and whoever asked find it again, stays. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> kept = new LinkedHashMap<>();
        response.getHeaderNames().stream()
                .filter(name -> name.regionMatches(true, 0, "Access-Control-", 0, 15)
                        || name.equalsIgnoreCase("Vary")
                        || name.equalsIgnoreCase("X-Request-Id")
                        || name.equalsIgnoreCase("X-Correlation-Id"))
                .forEach(name -> kept.put(name, response.getHeader(name)));
        response.reset();
        kept.forEach(response::setHeader);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        boolean fhir = request.getRequestURI().startsWith("/fhir");
        response.setContentType((fhir ? "application/fhir+json" : "application/problem+json") + ";charset=UTF-8");
        String sentence = "What is answered has to be recorded first, and cannot be just now. Send it again.";
        response.getOutputStream()
                .write((fhir
                                ? "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"transient\","
                                        + "\"diagnostics\":\"" + sentence + "\"}]}"
                                : "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\""
                                        + sentence + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
