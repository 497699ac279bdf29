package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.linkway.gateway.journey.GpSystem.Placed;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sent of a person, with marks in it, through every door; and then everything is looked through that came out. */
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarkedValuesIT {
    /** In every free text, name and header that is sent; nothing else in the program is called so. */
    private static final String MARK = "Zqxmark";

    private static final String FHIR = "application/fhir+json";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final Partners partners;
    private final JdbcClient jdbc;
    private final String address;
    private final InventedPerson person = InventedPerson.called(MARK + "Family");
    private final Told told = new Told();
    private final TreeSet<String> threads = new TreeSet<>();
    private String referral;
    private Placed placed;

    MarkedValuesIT(
            GpSystem gp,
            LinkWorkers workers,
            Partners partners,
            JdbcClient jdbc,
            Environment environment,
            ObservationRegistry observations) {
        observations.observationConfig().observationHandler(told);
        this.gp = gp;
        this.workers = workers;
        this.partners = partners;
        this.jdbc = jdbc;
        this.address = "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    @BeforeAll
    void sendEverything() {
        told.begin();
        LoggerFactory.getLogger("org.linkway.gateway").debug("debug is captured");
        sendReferrals();
        partners.refuseOnce(MARK + " " + person.nhsNumber());
        sendEvents();
        askAndSearch();
        sendWhatDoesNotHold();
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql(
                                        "select count(*) from delivery where referral_id = :id and state in ('pending', 'retrying')")
                                .param("id", UUID.fromString(referral))
                                .query(Long.class)
                                .single()
                        == 0);
        Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
    }

    @AfterAll
    void restore() {
        told.end();
    }

    /** Otherwise what is looked through below would be empty of marks for another reason. */
    @Test
    void wereTakenAndAreHeld() {
        assertThat(placed.referral()).isNotEmpty();
        assertThat(workers.referral(referral).toString()).contains(MARK, person.nhsNumber());
        assertThat(told.lines()).anyMatch(line -> line.contains("debug is captured"));
        assertThat(partners.addressesAsked()).isNotEmpty();
    }

    @Test
    void areInNoLineOfTheLog() {
        assertThat(told.lines()).noneMatch(this::isMarked);
    }

    @Test
    void areInNoAddressThatLinkwayAsks() {
        assertThat(partners.addressesAsked()).noneMatch(this::isMarked);
    }

    @Test
    void areInNoMetric() {
        assertThat(send("GET", "/actuator/prometheus", "", "Accept", "text/plain")
                        .lines())
                .hasSizeGreaterThan(100)
                .noneMatch(this::isMarked);
    }

    @Test
    void areInNoTrace() {
        assertThat(told.spans())
                .anyMatch(it -> it.contains("http.server.requests"))
                .noneMatch(this::isMarked);
    }

    /** Each task of the scheduler is known by an id, and kept with what it needs. */
    @Test
    void areInNoTaskThatIsScheduled() {
        for (String table : List.of("scheduled_tasks", "priority_tasks", "notification_tasks")) {
            assertThat(strings(
                            "select task_name || ' ' || task_instance || ' ' || coalesce(picked_by, '') from " + table))
                    .as(table)
                    .noneMatch(this::isMarked);
        }
    }

    @Test
    void areInNothingThatSaysWhatIsWrongWithTheGateway() {
        String wrong = send("GET", "/local/v1/deliveries/destinations", "", "Accept", "application/json")
                + send("GET", "/local/v1/alerts?cleared=true", "", "Accept", "application/json")
                + send("GET", "/local/v1/deliveries?limit=500", "", "Accept", "application/json")
                + send("GET", "/actuator/health", "", "Accept", "application/json");

        assertThat(wrong).contains("destination");
        assertThat(wrong.lines()).noneMatch(this::isMarked);
    }

    @Test
    void areInNoNameOfAThread() {
        assertThat(threads).isNotEmpty().noneMatch(this::isMarked);
    }

    @Test
    void areInNothingThatIsKeptForOperators() {
        List<String> kept = new ArrayList<>();
        kept.addAll(strings("select last_problem from delivery where last_problem is not null"));
        kept.addAll(strings("select destination from delivery"));
        kept.addAll(strings("select sentence from alert"));
        assertThat(kept).isNotEmpty().noneMatch(this::isMarked);
    }

    /** A refusal may repeat what is wrong to whoever sent it; what failed, and what is somebody else's, is not told. */
    @Test
    void areInNoAnswerToSomebodyElse() {
        String answers = send("GET", "/fhir/Task/" + UUID.randomUUID(), "", "Accept", FHIR)
                + send("POST", "/local/v1/referrals", "{\"person\": ", "Content-Type", "application/json")
                + send("GET", "/local/v1/destinations", "", "Accept", "application/json")
                + send("GET", "/actuator/health", "", "Accept", "application/json");
        assertThat(answers.lines()).noneMatch(this::isMarked);
    }

    private boolean isMarked(String text) {
        return text.contains(MARK) || text.contains(person.nhsNumber());
    }

    private List<String> strings(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private void sendReferrals() {
        String marked = gp.referralOf(person, MARK + "Reason")
                .toString()
                .replaceAll("(\"given\":\\[\")[^\"]*", "$1" + MARK + "Given")
                .replaceAll(
                        "(\"(?:line|text|postalCode|city|display|description)\":\\[?\")[^\"]*", "$1" + MARK + "Text");
        send(
                "POST",
                "/fhir",
                marked,
                "Content-Type",
                FHIR,
                "X-Request-Id",
                UUID.randomUUID().toString(),
                "X-Correlation-Id",
                MARK + "Correlation");
        send("POST", "/fhir/$validate", marked, "Content-Type", FHIR, "X-Request-Id", MARK + "Request");
        send(
                "POST",
                "/fhir",
                marked.replace("requested", MARK),
                "Content-Type",
                FHIR,
                "X-Request-Id",
                UUID.randomUUID().toString());
        placed = gp.refer(person, MARK + "Reason");
        referral = placed.referral();
        for (String example : List.of("message", "task", "service-request", "patient", "batch", "subscription")) {
            String path = switch (example) {
                case "message" -> "/fhir/$process-message";
                case "task" -> "/fhir/Task";
                case "service-request" -> "/fhir/ServiceRequest";
                case "patient" -> "/fhir/Patient";
                case "subscription" -> "/fhir/Subscription";
                default -> "/fhir";
            };
            String body = example(example)
                    .replaceAll("(\"(?:family|text|display|reason|description)\": \")[^\"]*", "$1" + MARK)
                    .replaceAll("\"999\\d{7}\"", "\"" + person.nhsNumber() + "\"");
            send(
                    "POST",
                    path,
                    body,
                    "Content-Type",
                    FHIR,
                    "X-Request-Id",
                    UUID.randomUUID().toString(),
                    "X-Correlation-Id",
                    UUID.randomUUID().toString());
        }
    }

    private void sendEvents() {
        workers.report(referral, "accepted");
        workers.report(referral, "seen");
        workers.report(referral, "concern-raised", "{\"kind\": \"safeguarding\", \"description\": \"" + MARK + "\"}");
        String onward = workers.report(
                referral,
                "referred-onward",
                "{\"service\": {\"name\": \"" + MARK + "\", \"id\": \"" + Partners.DEBT_ADVICE + "\"}, \"reason\": \""
                        + MARK + "\"}");
        await().atMost(PATIENCE)
                .until(() -> !partners.broughtToTheService(onward).isEmpty());
        workers.report(
                referral,
                "onward-updated",
                "{\"onward\": \"" + onward + "\", \"status\": \"cancelled\", \"reasonText\": \"" + MARK + "\"}");
        workers.completes(referral, "connected-and-continuing", MARK + " narrative");
        workers.post(referral, workers.event("accepted", "{\"" + MARK + "\": \"" + MARK + "\"}"));
        workers.register(workers.ownReferral(
                InventedPerson.called(MARK),
                "{\"type\": \"" + MARK + "\"}",
                "{\"reasons\": [{\"text\": \"" + MARK + "\"}]}"));
    }

    private void askAndSearch() {
        for (String parameter : List.of(
                "identifier",
                "patient:identifier",
                "patient.identifier",
                "_id",
                "status",
                "code",
                "_lastUpdated",
                MARK,
                "_sort",
                "_include",
                "family",
                "name")) {
            for (String type : List.of("Task", "Patient", "ServiceRequest")) {
                String value = "https://fhir.nhs.uk/Id/nhs-number%7C" + person.nhsNumber() + MARK;
                send("GET", "/fhir/" + type + "?" + parameter + "=" + value, "", "Accept", FHIR);
                send(
                        "POST",
                        "/fhir/" + type + "/_search",
                        parameter + "=" + value,
                        "Content-Type",
                        "application/x-www-form-urlencoded");
            }
        }
        send("GET", "/fhir/Task?x=%00" + person.nhsNumber(), "", "Accept", FHIR);
        send("GET", "/fhir/Task/" + person.nhsNumber() + "/_history/" + MARK, "", "Accept", FHIR);
        send(
                "GET",
                "/local/v1/referrals?status=" + MARK + "&after=" + person.nhsNumber(),
                "",
                "Accept",
                "application/json");
        send("GET", "/" + MARK + "/" + person.nhsNumber(), "", "Accept", "text/html");
        send("GET", "/actuator/" + MARK, "", "Accept", "text/html");
    }

    private void sendWhatDoesNotHold() {
        String broken = "{\"resourceType\": \"Patient\", \"name\": [{\"family\": \"" + MARK + "\"}], \"birthDate\": \""
                + MARK + "\", \"" + MARK + "\": ";
        for (String path : List.of(
                "/fhir",
                "/fhir/$process-message",
                "/fhir/Task",
                "/fhir/Patient",
                "/fhir/$validate",
                "/local/v1/referrals",
                "/local/v1/referrals/" + referral + "/events")) {
            send(
                    "POST",
                    path,
                    broken,
                    "Content-Type",
                    FHIR,
                    "X-Request-Id",
                    UUID.randomUUID().toString());
            send(
                    "POST",
                    path,
                    "<Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"" + MARK + "\"></Patient>",
                    "Content-Type",
                    "application/fhir+xml");
            send(
                    "POST",
                    path,
                    broken + "1}",
                    "Content-Type",
                    MARK + "/" + MARK,
                    "NHSD-Target-Identifier",
                    MARK,
                    "Accept",
                    MARK);
        }
        send(
                "PATCH",
                "/fhir/Task/" + placed.task(),
                "[{\"op\": \"replace\", \"path\": \"/" + MARK + "\", \"value\": \"" + person.nhsNumber() + "\"}]",
                "Content-Type",
                "application/json-patch+json",
                "If-Match",
                "W/\"" + MARK + "\"");
        send(
                "PUT",
                "/fhir/Task/" + placed.task(),
                "{\"resourceType\": \"Task\", \"id\": \"" + MARK + "\"}",
                "Content-Type",
                FHIR,
                "If-Match",
                "W/\"1\"");
    }

    private String send(String method, String path, String body, String... headers) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .headers(headers)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String example(String name) {
        try {
            return Files.readString(Path.of("examples", name + ".json"))
                    .replace("{new}", UUID.randomUUID().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
