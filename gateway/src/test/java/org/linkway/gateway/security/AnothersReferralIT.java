package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.gateway.security.Secured.ACORN;
import static org.linkway.gateway.security.Secured.CEDAR;
import static org.linkway.gateway.security.Secured.DOGWOOD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.linkway.Hazard;
import org.linkway.gateway.security.Visitor.Answer;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One link workers' platform asks for what is another's, at every address of the local API and by every parameter. */
@Secured
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersReferralIT {
    private static final String LOCAL = "local.read local.write";
    private static final String DECISION = "{\"by\": \"Robin Example\", \"reason\": \"To see what happens\"}";

    private final List<RequestMappingHandlerMapping> mappings;
    private final JdbcClient jdbc;

    @LocalServerPort
    private int port;

    /** Whose referral it is. */
    private Tenant cedar;
    /** Who asks for it. */
    private Tenant dogwood;

    private String referral;
    /** Of everything that belongs to it: events, deliveries, entries, its episode. */
    private final Set<String> ids = new TreeSet<>();

    AnothersReferralIT(List<RequestMappingHandlerMapping> mappings, JdbcClient jdbc) {
        this.mappings = mappings;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void refer() {
        Visitor visitor = new Visitor(port);
        new Tenant(visitor, visitor.token(ACORN, "system/*.cruds"), "A99999", "9992468157", true);
        cedar = new Tenant(visitor, visitor.token(CEDAR, LOCAL), "CED01", "", false);
        dogwood = new Tenant(visitor, visitor.token(DOGWOOD, LOCAL), "DOG01", "", false);
        referral = jdbc.sql("select id from referral where nhs_number = '9992468157'")
                .query(UUID.class)
                .list()
                .get(0)
                .toString();
        String path = "/local/v1/referrals/" + referral + "/events";
        assertThat(cedar.send("POST", path, event(UUID.randomUUID().toString(), "accepted"))
                        .status())
                .isEqualTo(201);
        assertThat(cedar.send("POST", path, event(UUID.randomUUID().toString(), "seen"))
                        .status())
                .isEqualTo(201);
        ids.add(referral);
        for (String sql : List.of(
                "select id from referral_event where referral_id = :referral",
                "select id from delivery where referral_id = :referral",
                "select id from record_entry where referral_id = :referral",
                "select episode_id from referral where id = :referral")) {
            jdbc.sql(sql)
                    .param("referral", UUID.fromString(referral))
                    .query(UUID.class)
                    .list()
                    .forEach(id -> ids.add(id.toString()));
        }
        ids.forEach(cedar::owns);
        assertThat(ids).hasSizeGreaterThan(5);
    }

    private static String event(String id, String type) {
        return """
                {"id": "%s", "type": "%s", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"}}""".formatted(id, type, Instant.now());
    }

    private void assertAsIfAbsent(String method, String path, String body, String... headers) {
        Answer anothers = dogwood.send(method, path, body, headers);
        Answer absent = dogwood.send(method, cedar.twin(path), cedar.twin(body), headers);

        assertThat(cedar.plain(anothers)).as(method + " " + path).isEqualTo(cedar.plain(absent));
        assertThat(absent.status()).as(path + absent.body()).isNotIn(401, 429, 500);
    }

    private List<String> addresses(String beginning) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> info.getPatternValues().stream()
                        .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> method.name() + " " + path)))
                .filter(it -> it.contains(" " + beginning))
                .sorted()
                .toList();
    }

    @Test
    @Hazard("H14")
    void isNotReachedByAnyId() {
        List<String> addresses =
                addresses("/local/").stream().filter(it -> it.contains("{")).toList();
        for (String address : addresses) {
            String[] parts = address.split(" ", 2);
            for (String id : ids) {
                String path = parts[1].replaceAll("\\{[^}]*}", id);
                String body = parts[0].equals("GET")
                        ? ""
                        : path.endsWith("/events") ? event(UUID.randomUUID().toString(), "withdrawn") : DECISION;
                assertAsIfAbsent(parts[0], path, body);
                assertAsIfAbsent(parts[0], path, body, "If-Match", "\"1\"", "If-None-Match", "\"2\"");
            }
        }
        assertThat(addresses).hasSizeGreaterThan(5);
        assertThat(cedar.get("/local/v1/referrals/" + referral)
                        .json()
                        .path("version")
                        .asInt())
                .isGreaterThan(2);
    }

    @Test
    @Hazard("H14")
    void isInNoListByAnyParameter() {
        List<String> parameters = new ArrayList<>();
        dogwood.get("/local/openapi")
                .json()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().path("get").path("parameters").forEach(it -> {
                    if (it.path("in").asString().equals("query")) {
                        parameters.add(path.getKey() + "?" + it.path("name").asString() + "=");
                    }
                }));
        for (String asked : parameters.stream().filter(it -> !it.contains("{")).toList()) {
            for (String value : Stream.concat(
                            ids.stream(), Stream.of("500", "true", "check-in", "acknowledge", "parked", "requested"))
                    .toList()) {
                assertAsIfAbsent("GET", asked + value, "");
            }
        }
        assertThat(parameters).hasSizeGreaterThan(10);
        for (String list : addresses("/local/v1/")) {
            if (list.startsWith("GET") && !list.contains("{")) {
                assertThat(cedar.isTold(dogwood.get(list.substring(4)).body()))
                        .as(list)
                        .isFalse();
            }
        }
        assertThat(cedar.isTold(cedar.get("/local/v1/events").body())).isTrue();
    }

    /** A duplicate in favour of another's, an onward step at another's, an event that corrects another's. */
    @Test
    @Hazard("H14")
    void isNotNamedInAnEvent() {
        String own = registered(UUID.randomUUID().toString());
        for (String id : ids) {
            for (String event : List.of("""
                            {"id": "%s", "type": "duplicate", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"},
                             "survivor": "%s"}""", """
                            {"id": "%s", "type": "onward-updated", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"},
                             "onward": "%s", "outcome": "attending"}""", """
                            {"id": "%s", "type": "corrected", "occurredAt": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"},
                             "event": "%s", "reason": "Not so"}""")) {
                assertAsIfAbsent(
                        "POST",
                        "/local/v1/referrals/" + own + "/events",
                        event.formatted(UUID.randomUUID(), Instant.now(), id));
            }
        }
    }

    /** The same person, and the same id of the request, at another platform: its own episode begins. */
    @Test
    @Hazard("H14")
    void isNotKnownToWhoeverRegistersThePersonToo() {
        String id = UUID.randomUUID().toString();
        String first = own(id);
        assertThat(cedar.send("POST", "/local/v1/referrals", first).status()).isIn(201, 422);

        Answer anothers = dogwood.send("POST", "/local/v1/referrals", first);
        assertThat(anothers.status()).as(anothers.body()).isEqualTo(201);
        assertThat(cedar.isTold(anothers.body())).isFalse();
    }

    private String registered(String id) {
        Answer answer = dogwood.send("POST", "/local/v1/referrals", own(id).replace("9992468157", "9992468165"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static String own(String id) {
        return """
                {"id": "%s", "recordedBy": {"name": "Robin Example", "role": "link worker"},
                 "person": {"nhsNumber": "9992468157", "nhsNumberVerification": "verified", "birthDate": "1950-04-01",
                  "name": {"first": ["Marigold"], "family": "Samplesworth"},
                  "registeredPractice": {"odsCode": "A99999", "name": "Willow Lane Sample Surgery"}},
                 "referrer": {"type": "self"}, "request": {"needsInOwnWords": "Company"}}""".formatted(id);
    }
}
