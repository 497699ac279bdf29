package org.linkway.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.gateway.store.AuditBook;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Nothing goes out that is not recorded, whichever way it is written. */
class AuditFilterTest {
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Circumstances> circumstances = new ArrayList<>();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private boolean canRecord = true;
    private long nanos;

    private final AuditBook book = new AuditBook() {
        @Override
        public void record(Deed deed) {
            throw new IllegalStateException("A request says who asks.");
        }

        @Override
        public void record(Deed deed, Circumstances now) {
            if (!canRecord) {
                throw new IllegalStateException("The database is away.");
            }
            assertThat(response.isCommitted()).isFalse();
            assertThat(response.getContentAsByteArray()).isEmpty();
            deeds.add(deed);
            circumstances.add(now);
        }
    };

    /** Nobody is asked who Linkway is where a request is worked. */
    private final AuditFilter filter = new AuditFilter(new AuditTrail(book, new RequestAudit(null), () -> nanos));

    private void answer(MockHttpServletRequest request, FilterChain chain) throws Exception {
        filter.doFilter(request, response, chain);
    }

    private static MockHttpServletRequest get(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    private enum Way implements FilterChain {
        BY_STREAM {
            @Override
            void write(HttpServletResponse response) throws IOException {
                response.getOutputStream().write("secret".getBytes(UTF_8));
                response.flushBuffer();
            }
        },
        BY_WRITER {
            @Override
            void write(HttpServletResponse response) throws IOException {
                response.getWriter().print("secret");
                response.getWriter().flush();
            }
        },
        BY_HEADERS_ALONE {
            @Override
            void write(HttpServletResponse response) {
                response.setHeader("ETag", "secret");
            }
        },
        BY_ERROR {
            @Override
            void write(HttpServletResponse response) throws IOException {
                response.sendError(404, "secret");
            }
        },
        BY_REDIRECT {
            @Override
            void write(HttpServletResponse response) throws IOException {
                response.sendRedirect("/secret");
            }
        },
        BY_ANOTHER_REDIRECT {
            @Override
            void write(HttpServletResponse response) throws IOException {
                response.sendRedirect("/secret", 303, false);
            }
        };

        abstract void write(HttpServletResponse response) throws IOException;

        @Override
        public void doFilter(ServletRequest request, ServletResponse response) throws IOException {
            write((HttpServletResponse) response);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsOnceBeforeTheFirstByte(Way way) throws Exception {
        answer(get("/fhir/Task/1"), way);

        assertThat(deeds).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void answers503WithoutAnythingWhereItCannotRecord(Way way) throws Exception {
        canRecord = false;
        response.setHeader("Access-Control-Allow-Origin", "*");

        answer(get("/fhir/Task/1"), way);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");
        assertThat(response.getHeader("ETag")).isNull();
        assertThat(response.getHeader("Location")).isNull();
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.getContentAsString()).contains("OperationOutcome").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, ServletException.class, StackOverflowError.class})
    void recordsAFailureThatGoesThrough(Class<? extends Throwable> failure) {
        assertThatThrownBy(() -> answer(get("/local/v1/referrals"), (request, answer) -> fail(failure)))
                .isInstanceOf(failure);

        assertThat(deeds).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.REFUSAL);
            assertThat(it.outcome()).isEqualTo(Outcome.OURS);
        });
    }

    private static void fail(Class<? extends Throwable> failure) throws ServletException {
        if (failure == ServletException.class) {
            throw new ServletException();
        }
        if (failure == StackOverflowError.class) {
            throw new StackOverflowError();
        }
        throw new IllegalStateException();
    }

    @Test
    void recordsWhoeverDidNotSayWhoTheyAreAsUnknown() throws Exception {
        answer(get("/fhir/Task/1"), (request, answer) -> ((HttpServletResponse) answer).sendError(401));

        assertThat(circumstances.get(0).who().party()).isEqualTo("unknown");
        assertThat(deeds.get(0).httpStatus()).contains(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429})
    void recordsWhoIsTurnedAwayFromWhatShowsNobodyToo(int status) throws Exception {
        answer(get("/actuator/metrics"), (request, answer) -> ((HttpServletResponse) answer).setStatus(status));

        assertThat(deeds).hasSize(1);
    }

    /** Whoever floods is refused before anybody looks who it is; the trail, which is kept without end, must not grow by that. */
    @Test
    void recordsAFloodOncePerMinuteAndAddressWithHowManyItWas() throws Exception {
        refuseForTooMany("192.0.2.1", 1000);
        refuseForTooMany("192.0.2.2", 1);
        assertThat(deeds).hasSize(2);

        nanos = Duration.ofSeconds(59).toNanos();
        refuseForTooMany("192.0.2.1", 1);
        assertThat(deeds).hasSize(2);

        nanos = Duration.ofSeconds(60).toNanos();
        refuseForTooMany("192.0.2.1", 1000);
        assertThat(deeds).hasSize(3);
        assertThat(deeds.get(2).httpStatus()).contains(429);
        assertThat(deeds.get(2).remark().orElseThrow()).contains("1000 more were refused");
    }

    /** What is refused for another reason is never left out, however often it comes. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void recordsEveryOtherRefusal(int status) throws Exception {
        for (int time = 0; time < 5; time++) {
            filter.doFilter(
                    get("/fhir/Task/1"),
                    new MockHttpServletResponse(),
                    (request, answer) -> ((HttpServletResponse) answer).setStatus(status));
        }

        assertThat(deeds).hasSize(5);
    }

    private void refuseForTooMany(String address, int times) throws Exception {
        for (int time = 0; time < times; time++) {
            MockHttpServletRequest request = get("/fhir/Task");
            request.setRemoteAddr(address);
            filter.doFilter(
                    request,
                    new MockHttpServletResponse(),
                    (asked, answer) -> ((HttpServletResponse) answer).setStatus(429));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /actuator/health",
        "GET, /fhir/metadata",
        "GET, /fhir/.well-known/smart-configuration",
        "GET, /fhir/StructureDefinition/Linkway-Task",
        "OPTIONS, /fhir/Task",
        "GET, /sandbox/gp/fhir/Patient"
    })
    void recordsNothingOfWhatShowsNobody(String method, String path) throws Exception {
        answer(new MockHttpServletRequest(method, path), (request, answer) -> {});

        assertThat(deeds).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /fhir/Task/1, READ, read",
        "HEAD, /fhir/Task/1, READ, read",
        "GET, /fhir/Task/1/_history/2, VREAD, vread",
        "GET, /fhir/Task/1/_history, HISTORY, history-instance",
        "GET, /fhir/Task/_history, HISTORY, history-type",
        "GET, /fhir/Task, QUERY, search-type",
        "POST, /fhir/Task/_search, QUERY, search-type",
        "POST, /fhir/Task, CREATE, create",
        "PUT, /fhir/Task/1, UPDATE, update",
        "PATCH, /fhir/Task/1, PATCH, patch",
        "DELETE, /fhir/Subscription/1, DELETE, delete",
        "POST, /fhir, OPERATION, transaction",
        "POST, /fhir/$process-message, OPERATION, operation",
        "GET, /fhir/Subscription/1/$events, OPERATION, operation",
        "GET, /local/v1/events, EXPORT, ",
        "GET, /local/v1/referrals, QUERY, ",
        "GET, /local/v1/referrals/11111111-2222-4333-8444-555555555555, READ, ",
        "POST, /admin/v1/parties, ADMIN, ",
        "POST, /admin/v1/audit-events/_search, QUERY, ",
        "GET, /../etc/passwd, QUERY, ",
        "GET, /fhir/Task/1/_history/2/3, VREAD, vread",
        "GET, /, QUERY, "
    })
    void namesWhatWasAsked(String method, String path, Kind kind, String interaction) throws Exception {
        answer(new MockHttpServletRequest(method, path), (request, answer) -> {});

        assertThat(deeds).singleElement().extracting(Deed::kind).isEqualTo(kind);
        assertThat(circumstances.get(0).interaction().orElse(null)).isEqualTo(interaction);
    }
}
