package org.linkway.gateway.limits;

import ca.uhn.fhir.context.FhirContext;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.linkway.gateway.config.LimitsProperties.Allowance;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.security.Refusals;
import org.linkway.translation.InboundRules;
import org.linkway.translation.ReferralTranslation;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** The container with the limits, and behind them a door that reads what it is sent, and one that refuses without a look. */
final class LimitedTomcat implements AutoCloseable {
    static final int CONCURRENT = 20;
    static final int AT_ONCE = 3;
    private static final int LARGEST_BODY = 1 << 20;
    static final Duration BODY_WITHIN = Duration.ofSeconds(3);

    /** Nothing comes back of what was used, however slow this machine is. */
    private static final TimeMeter STOPPED = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private final ThreadLocal<String> caller = new ThreadLocal<>();
    private final WebServer server;

    LimitedTomcat() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.addEngineValves(new LingeringClose());
        this.server = factory.getWebServer(this::furnish);
        server.start();
    }

    private void furnish(ServletContext context) {
        Refusals refusals = new Refusals(
                new ReferralTranslation(FhirContext.forR4Cached(), new InboundRules(Set.of(), false), UUID::randomUUID),
                ReferralJson.mapper());
        Allowance many = new Allowance(10_000, 10_000, CONCURRENT);
        Filter knows = (request, response, chain) -> {
            caller.set(String.valueOf(((HttpServletRequest) request).getHeader("X-Party")));
            chain.doFilter(request, response);
        };
        List<Filter> filters = List.of(
                new SecurityHeaders(),
                new AddressLimit(new Allowance(10_000, 10_000, 1000), 5, refusals, STOPPED),
                new BodyDeadline(BODY_WITHIN, refusals),
                knows,
                new PartyLimit(
                        many, Map.of("small", new Allowance(1, 2, 5)), request -> caller.get(), refusals, STOPPED),
                new TurnFilter(
                        new FairTurns(AT_ONCE, System::nanoTime, thread -> 0),
                        request -> caller.get(),
                        LARGEST_BODY,
                        refusals));
        filters.forEach(filter -> context.addFilter("filter-" + filters.indexOf(filter), filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*"));
        context.addServlet("door", new Door()).addMapping("/*");
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.stop();
        server.destroy();
    }

    private static final class Door extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().endsWith("/closed")) {
                response.setStatus(403);
            } else if (request.getRequestURI().endsWith("/unknown")) {
                response.setStatus(401);
            } else {
                response.setStatus(200);
                response.setContentLength(0);
                request.getInputStream().readAllBytes();
            }
        }
    }
}
