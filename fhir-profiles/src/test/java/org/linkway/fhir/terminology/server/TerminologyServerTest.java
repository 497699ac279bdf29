package org.linkway.fhir.terminology.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.linkway.fhir.terminology.server.StandInServer.issue;
import static org.linkway.fhir.terminology.server.StandInServer.json;
import static org.linkway.fhir.terminology.server.StandInServer.parameters;
import static org.linkway.fhir.terminology.server.StandInServer.reset;
import static org.linkway.fhir.terminology.server.StandInServer.right;
import static org.linkway.fhir.terminology.server.StandInServer.wrong;

import ca.uhn.fhir.context.FhirContext;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminologyServerTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String LOINC = "http://loinc.org";
    private static final String VALUE_SET = "https://example.org/ValueSet/scores";
    private static final Question QUESTION = new Question("", LOINC, null, "44261-6", "PHQ-9 score");

    private final StandInServer standIn = new StandInServer();
    private final TerminologyServer server = new TerminologyServer(FHIR, standIn.settings(FailurePolicy.WARN));

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void saysThatACodeIsRight() {
        standIn.answersAll(right("PHQ-9 score"));

        assertThat(server.check(QUESTION)).isEqualTo(new Answer.Right("PHQ-9 score"));
        assertThat(server.finding(LOINC, null, "44261-6", "PHQ-9 score")).isEmpty();
    }

    @Test
    void saysThatACodeIsWrong() {
        standIn.answersAll(wrong());

        assertThat(server.check(QUESTION)).isEqualTo(new Answer.Wrong());
    }

    @Test
    void confirmsOnlyWhatItSaysIsRight() {
        standIn.answersAll(right("PHQ-9 score"));
        assertThat(server.confirms(LOINC, "44261-6", Optional.of("PHQ-9 score")))
                .isTrue();

        standIn.answersAll(wrong());
        assertThat(server.confirms(LOINC, "1-8", Optional.of("Sum"))).isFalse();

        standIn.answersAll(aResponse().withStatus(500));
        assertThat(server.confirms(LOINC, "2-6", Optional.empty())).isFalse();
    }

    /** Servers differ in how they say it. */
    @Test
    void tellsAWrongDisplayFromAWrongCode() {
        standIn.answers("CodeSystem/$validate-code", "44261-6", right("PHQ-9 score"));
        standIn.answers("CodeSystem/$validate-code", "\"display\"", wrong());
        assertThat(server.check(QUESTION)).isEqualTo(new Answer.OtherDisplay("PHQ-9 score"));

        standIn.answersAll(parameters(
                "false",
                ", {\"name\": \"display\", \"valueString\": \"Total\"}" + issue("invalid", "invalid-display")));
        assertThat(server.check(new Question("", LOINC, null, "1-8", "Sum")))
                .isEqualTo(new Answer.OtherDisplay("Total"));
    }

    @ParameterizedTest
    @MethodSource
    void namesTheKindOfFailure(String what, ResponseDefinitionBuilder response, Failure failure) {
        standIn.answersAll(response);

        assertThat(server.check(QUESTION)).as(what).isEqualTo(new Answer.Failed(failure));
    }

    static Stream<Arguments> namesTheKindOfFailure() {
        String notFound = "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\":"
                + " \"not-found\"}]}";
        String r5 = "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\":"
                + " \"invalid\", \"diagnostics\": \"send code+system or code+inferSystem\"}]}";
        return Stream.of(
                Arguments.of("500", aResponse().withStatus(500), Failure.UNREACHABLE),
                Arguments.of("503", aResponse().withStatus(503), Failure.UNREACHABLE),
                Arguments.of("too many", aResponse().withStatus(429), Failure.UNREACHABLE),
                Arguments.of("not let in", aResponse().withStatus(401), Failure.UNREACHABLE),
                Arguments.of("connection reset", reset(), Failure.UNREACHABLE),
                Arguments.of("404", aResponse().withStatus(404).withBody("<html>"), Failure.UNKNOWN),
                Arguments.of("422", json(422, "{\"resourceType\": \"OperationOutcome\"}"), Failure.UNKNOWN),
                Arguments.of("400, not found", json(400, notFound), Failure.UNKNOWN),
                Arguments.of("unknown system", parameters("false", issue("not-found", "not-found")), Failure.UNKNOWN),
                Arguments.of(
                        "unknown system, by name",
                        parameters(
                                "false", ", {\"name\": \"x-unknown-system\", \"valueCanonical\": \"" + LOINC + "\"}"),
                        Failure.UNKNOWN),
                Arguments.of("422, asks for R5", json(422, r5), Failure.UNCLEAR),
                Arguments.of("400", json(400, "{\"resourceType\": \"OperationOutcome\"}"), Failure.UNCLEAR),
                Arguments.of("redirect", aResponse().withStatus(302).withHeader("Location", "/"), Failure.UNCLEAR),
                Arguments.of("no result", json(200, "{\"resourceType\": \"Parameters\"}"), Failure.UNCLEAR),
                Arguments.of(
                        "result is no boolean",
                        json(
                                200,
                                "{\"resourceType\": \"Parameters\", \"parameter\": [{\"name\": \"result\", \"valueString\":"
                                        + " \"true\"}]}"),
                        Failure.UNCLEAR),
                Arguments.of("not Parameters", json(200, "{\"resourceType\": \"Bundle\"}"), Failure.UNCLEAR),
                Arguments.of("not FHIR", json(200, "{\"result\": true}"), Failure.UNCLEAR),
                Arguments.of("not JSON", json(200, "<html>welcome</html>"), Failure.UNCLEAR),
                Arguments.of("nothing", json(200, ""), Failure.UNCLEAR),
                Arguments.of("too much", json(200, "[" + "1,".repeat(1_000_000)), Failure.UNCLEAR));
    }

    /** Also where each part of it comes in time. */
    @Test
    void isUnreachableWhereAnAnswerTakesTooLong() {
        TerminologyServer impatient = new TerminologyServer(FHIR, standIn.settings(Duration.ofMillis(300)));

        standIn.answersAll(right("x").withFixedDelay(3_000));
        assertThat(impatient.check(QUESTION)).isEqualTo(new Answer.Failed(Failure.UNREACHABLE));
        standIn.answersAll(right("x").withChunkedDribbleDelay(50, 5_000));
        assertThat(impatient.check(QUESTION)).isEqualTo(new Answer.Failed(Failure.UNREACHABLE));
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        standIn.close();

        assertThat(server.check(QUESTION)).isEqualTo(new Answer.Failed(Failure.UNREACHABLE));
    }

    @Test
    void remembersWhatIsRightAndWhatIsWrong() {
        standIn.answersAll(right("PHQ-9 score"));
        server.check(QUESTION);
        server.check(QUESTION);
        assertThat(standIn.asked()).isEqualTo(1);

        Question other = new Question("", LOINC, null, "0-0", "");
        standIn.answersAll(wrong());
        server.check(other);
        server.check(other);
        assertThat(standIn.asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNREACHABLE", "UNKNOWN", "UNCLEAR"})
    void remembersNoFailure(Failure failure) {
        standIn.fails(failure);
        assertThat(server.check(QUESTION)).isEqualTo(new Answer.Failed(failure));

        standIn.answersAll(right("PHQ-9 score"));
        assertThat(server.check(QUESTION)).isEqualTo(new Answer.Right("PHQ-9 score"));
    }

    @Test
    void asksOnceWhatManyAskAtTheSameTime() throws Exception {
        standIn.answersAll(right("PHQ-9 score").withFixedDelay(200));

        assertThat(eightTimes(() -> server.check(QUESTION))).containsOnly(new Answer.Right("PHQ-9 score"));
        assertThat(standIn.asked()).isEqualTo(1);
    }

    @Test
    void tellsEverybodyWhoWaitsOfAFailure() throws Exception {
        standIn.answersAll(aResponse().withStatus(500).withFixedDelay(200));

        assertThat(eightTimes(() -> server.check(QUESTION))).containsOnly(new Answer.Failed(Failure.UNREACHABLE));
        assertThat(standIn.asked()).isEqualTo(1);
    }

    private static List<Answer> eightTimes(Callable<Answer> question) throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Answer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> {
                    together.await();
                    return question.call();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void sparesAServerThatFailsAndComesBackToIt() {
        TerminologyServer spared = new TerminologyServer(
                FHIR, standIn.settings(new TerminologySettings.Breaker(3, Duration.ofSeconds(2))));
        standIn.fails(Failure.UNREACHABLE);
        for (int i = 0; i < 5; i++) {
            assertThat(spared.check(QUESTION)).isEqualTo(new Answer.Failed(Failure.UNREACHABLE));
        }
        assertThat(standIn.asked()).isEqualTo(3);

        standIn.answersAll(right("PHQ-9 score"));
        await().untilAsserted(() -> assertThat(spared.check(QUESTION)).isEqualTo(new Answer.Right("PHQ-9 score")));
        assertThat(standIn.asked()).isEqualTo(1);
    }

    @Test
    void doesNotSpareAServerThatOnlyDoesNotKnow() {
        TerminologyServer spared = new TerminologyServer(
                FHIR, standIn.settings(new TerminologySettings.Breaker(2, Duration.ofMinutes(1))));
        standIn.fails(Failure.UNKNOWN);
        for (int i = 0; i < 5; i++) {
            spared.check(QUESTION);
        }
        assertThat(standIn.asked()).isEqualTo(5);
    }

    @Test
    void sendsSystemVersionCodeAndDisplayAndNothingElse() {
        standIn.answersAll(right("PHQ-9 score"));
        server.check(new Question("", LOINC, "2.78", "44261-6", "PHQ-9 score"));
        server.check(Question.about(VALUE_SET + "|1.0", LOINC + "|2.78", "44261-6"));

        assertThat(standIn.questions())
                .extracting(question -> question.getUrl() + " " + parts(question.getBodyAsString()))
                .containsExactly(
                        "/fhir/CodeSystem/$validate-code {url=http://loinc.org, version=2.78, code=44261-6, display=PHQ-9"
                                + " score}",
                        "/fhir/ValueSet/$validate-code {url=https://example.org/ValueSet/scores, valueSetVersion=1.0,"
                                + " system=http://loinc.org, systemVersion=2.78, code=44261-6}");
    }

    private static Map<String, String> parts(String json) {
        Map<String, String> parts = new java.util.LinkedHashMap<>();
        FHIR.newJsonParser()
                .parseResource(Parameters.class, json)
                .getParameter()
                .forEach(part -> parts.put(part.getName(), part.getValue().primitiveValue()));
        return parts;
    }

    /** None of these looks like a code, so each could be something about a person. */
    @Test
    void keepsWhatCouldBeFreeTextHere() {
        String longText = "x".repeat(300);
        List<Question> questions = List.of(
                new Question("", "", null, "Marigold", ""),
                new Question("", "Marigold Testperson", null, "1", ""),
                new Question("", LOINC, null, "Marigold Testperson", ""),
                new Question("", LOINC, null, longText, ""),
                new Question("", LOINC, "since she moved", "1", ""),
                new Question("", LOINC, null, "1", longText),
                new Question("", LOINC + "/" + longText, null, "1", ""));

        assertThat(questions)
                .allSatisfy(
                        question -> assertThat(server.check(question)).isEqualTo(new Answer.Failed(Failure.UNKNOWN)));
        assertThat(standIn.asked()).isZero();
    }

    @Test
    void expandsAValueSetOnce() {
        standIn.answersAll(json(
                200,
                "{\"resourceType\": \"ValueSet\", \"expansion\": {\"timestamp\": \"2026-01-01\", \"contains\": [{\"system\":"
                        + " \"http://loinc.org\", \"code\": \"44261-6\"}]}}"));

        assertThat(server.expand(VALUE_SET)).map(TerminologyServerTest::codes).contains(List.of("44261-6"));
        assertThat(server.expand(VALUE_SET)).isPresent();
        assertThat(standIn.asked()).isEqualTo(1);
    }

    private static List<String> codes(ValueSet expanded) {
        return expanded.getExpansion().getContains().stream()
                .map(ValueSet.ValueSetExpansionContainsComponent::getCode)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNREACHABLE", "UNKNOWN", "UNCLEAR"})
    void expandsNothingWhereTheServerFails(Failure failure) {
        standIn.fails(failure);

        assertThat(server.expand(VALUE_SET)).isEmpty();
    }

    @Test
    void demandsAPolicyForEachFailure() {
        assertThatThrownBy(() -> standIn.settings(
                        Map.of(Failure.UNKNOWN, FailurePolicy.WARN),
                        new TerminologySettings.Breaker(2, Duration.ofMinutes(1)),
                        Duration.ofSeconds(1)))
                .hasMessageContaining("There is no policy for UNREACHABLE");
    }
}
