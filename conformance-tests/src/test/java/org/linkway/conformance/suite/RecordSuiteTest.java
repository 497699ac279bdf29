package org.linkway.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.runner.Extensions;
import org.linkway.conformance.runner.Result;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.ScriptResult;
import org.linkway.conformance.runner.Server;
import org.linkway.conformance.runner.TestResult;

/** The suite {@code record}: a good record passes all of it, and a bad one fails the test of what it does not keep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordSuiteTest {
    /** What a record should do and need not: it is told as a warning. */
    private static final Set<String> WARNED_OF =
            Set.of("LW-record-capabilities-search", "LW-record-history", "LW-record-keeps-answers", "LW-record-update");

    private final SyntheticPeople people = new SyntheticPeople();
    private final String person = people.next().nhsNumber();
    private final String otherPerson = people.next().nhsNumber();
    private PracticeRecordPartner record;
    private RecordMisbehaviours misbehaviours;

    @BeforeAll
    void registerTwoPeople() {
        record = PracticeRecordPartner.start();
        record.register(person);
        record.register(otherPerson);
        misbehaviours = new RecordMisbehaviours(idOf(person), idOf(otherPerson));
    }

    private String idOf(String nhsNumber) {
        return record.all("Patient").stream()
                .map(Patient.class::cast)
                .filter(patient -> patient.getIdentifierFirstRep().getValue().equals(nhsNumber))
                .map(patient -> patient.getIdElement().getIdPart())
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        record.close();
    }

    @Test
    void aGoodRecordPassesAllOfIt() {
        List<ScriptResult> results = run(script -> true, Runs.at(record.baseUrl()));

        assertThat(Runs.told(results, it -> it != Result.PASS)).isEmpty();
        assertThat(results).hasSizeGreaterThan(20);
    }

    /** Only the scripts of the requirement are run, and the failure has to be in a test that shows it. */
    @ParameterizedTest
    @MethodSource("misbehaviours")
    void aRecordThatMisbehavesFailsTheTestOfWhatItDoesNotKeep(Misbehaviour misbehaviour) {
        List<ScriptResult> results = run(
                script -> script.isOrShows(misbehaviour.requirement()), misbehaviour.before(Runs.at(record.baseUrl())));

        assertThat(results)
                .flatExtracting(ScriptResult::tests)
                .filteredOn(test -> test.requirements().contains(misbehaviour.requirement()))
                .extracting(TestResult::result)
                .contains(Result.FAIL);
    }

    @Test
    void eachRequirementThatTestsShowHasAMisbehaviourThatBreaksIt() {
        Set<String> shown = Suite.of(Role.RECORD).scripts().stream()
                .flatMap(script -> script.resource().getTest().stream())
                .flatMap(test -> Extensions.requirements(test).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        shown.removeAll(WARNED_OF);

        assertThat(misbehaviours().map(Misbehaviour::requirement).distinct())
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    private Stream<Misbehaviour> misbehaviours() {
        return misbehaviours.all().stream();
    }

    private List<ScriptResult> run(Predicate<Script> wanted, Server server) {
        return Runs.of(Role.RECORD, wanted, Map.of(1, server), Map.of("person", person, "otherPerson", otherPerson));
    }
}
