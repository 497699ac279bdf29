package org.linkway.fhir.terminology.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.sl.cache.Cache;
import ca.uhn.fhir.sl.cache.CacheFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.linkway.fhir.terminology.CodeFinding;

/**
 * A FHIR R4 terminology server, asked by {@code $validate-code} and {@code $expand}. Its answers are kept for a while; the
 * same question by many threads is asked once; failures are told to everybody who waits and kept by nobody. Safe for use by
 * many threads.
 */
public final class TerminologyServer {
    /** Expansions are read by people, who read no more than this. */
    private static final int MOST_CODES = 1000;

    private final TerminologySettings settings;
    private final FhirContext fhir;
    private final HttpLine line;
    private final AnswerReader reader;
    private final Cache<Question, Answer> answers;
    private final Cache<String, ValueSet> expansions;
    private final Map<Question, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    public TerminologyServer(FhirContext fhir, TerminologySettings settings) {
        this.settings = settings;
        this.fhir = fhir;
        this.line = new HttpLine(settings);
        this.reader = new AnswerReader(fhir);
        this.answers = CacheFactory.build(settings.cacheTime().toMillis(), settings.cacheSize());
        this.expansions = CacheFactory.build(settings.cacheTime().toMillis(), settings.cacheSize());
    }

    /** What the server says against a coding; a failure to say is a finding too. Empty where it says nothing against it. */
    Optional<CodeFinding> finding(String system, String version, String code, String display) {
        Question question = new Question("", system, version, code, display);
        return check(question)
                .match(
                        right -> Optional.empty(),
                        other -> Optional.of(CodeFinding.otherDisplay(system, code, other.display())),
                        () -> Optional.of(CodeFinding.noSuchCode(system, code)),
                        failed -> Optional.of(finding(question, failed.failure())));
    }

    /** Whether the server says that there is this code, and that it is called so; false, too, where it does not say. */
    public boolean confirms(String system, String code, Optional<String> display) {
        return check(new Question("", system, "", code, display.orElse("")))
                .match(right -> true, otherDisplay -> false, () -> false, failed -> false);
    }

    CodeFinding finding(Question question, Failure failure) {
        return settings.policy(failure).finding(question, failure);
    }

    /** Never throws for what the server does; a question that may not leave counts as one that it cannot answer. */
    Answer check(Question question) {
        if (!question.mayLeave()) {
            return new Answer.Failed(Failure.UNKNOWN);
        }
        Answer answer = once(question);
        if (answer instanceof Answer.Wrong && !question.display().isEmpty()) {
            // Not every server says whether it is the code or its display that is wrong.
            return once(question.withoutDisplay())
                    .match(
                            right -> right.display().isEmpty() ? right : new Answer.OtherDisplay(right.display()),
                            other -> other,
                            () -> answer,
                            failed -> failed);
        }
        return answer;
    }

    /** Empty where the server does not say. */
    Optional<ValueSet> expand(String valueSet) {
        Optional<ValueSet> known = Optional.ofNullable(expansions.getIfPresent(valueSet));
        if (known.isPresent()) {
            return known;
        }
        Parameters parameters = new Parameters();
        addCanonical(parameters, valueSet);
        parameters.addParameter().setName("count").setValue(new IntegerType(MOST_CODES));
        Optional<ValueSet> expansion =
                line.post("ValueSet/$expand", json(parameters)).flatMap(reader::expansion);
        expansion.ifPresent(found -> expansions.put(valueSet, found));
        return expansion;
    }

    private Answer once(Question question) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> theirs = underWay.putIfAbsent(question, mine);
        if (theirs != null) {
            return theirs.join();
        }
        try {
            Answer known = answers.getIfPresent(question);
            Answer answer = known == null ? ask(question) : known;
            mine.complete(answer);
            return answer;
        } finally {
            underWay.remove(question);
            // Nobody waits for ever, whatever happened above.
            mine.complete(new Answer.Failed(Failure.UNCLEAR));
        }
    }

    private Answer ask(Question question) {
        String operation = (question.valueSet().isEmpty() ? "CodeSystem" : "ValueSet") + "/$validate-code";
        Answer answer = line.post(operation, json(parameters(question)))
                .map(reader::answer)
                .orElseGet(() -> new Answer.Failed(Failure.UNREACHABLE));
        if (!(answer instanceof Answer.Failed)) {
            answers.put(question, answer);
        }
        return answer;
    }

    private static Parameters parameters(Question question) {
        Parameters parameters = new Parameters();
        if (question.valueSet().isEmpty()) {
            add(parameters, "url", question.system(), UriType::new);
            add(parameters, "version", question.version(), StringType::new);
        } else {
            addCanonical(parameters, question.valueSet());
            add(parameters, "system", question.system(), UriType::new);
            add(parameters, "systemVersion", question.version(), StringType::new);
        }
        add(parameters, "code", question.code(), CodeType::new);
        add(parameters, "display", question.display(), StringType::new);
        return parameters;
    }

    private static void addCanonical(Parameters parameters, String valueSet) {
        int bar = valueSet.indexOf('|');
        add(parameters, "url", bar < 0 ? valueSet : valueSet.substring(0, bar), UriType::new);
        add(parameters, "valueSetVersion", bar < 0 ? "" : valueSet.substring(bar + 1), StringType::new);
    }

    private static void add(Parameters parameters, String name, String value, Function<String, Type> type) {
        if (!value.isEmpty()) {
            parameters.addParameter().setName(name).setValue(type.apply(value));
        }
    }

    private String json(Parameters parameters) {
        return fhir.newJsonParser().encodeResourceToString(parameters);
    }
}
