package org.linkway.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.runner.Extensions;
import org.linkway.conformance.suite.Requirement.Level;

/** The table of requirements, and that it and the tests say the same. */
class RequirementsTest {
    private static final Map<String, String> PREFIXES = Map.of(
            "BaRS Core 1.1.6", "BARS-",
            "SDOH Clinical Care 3.0.0", "SDOH-",
            "Clinical Order Workflows 1.0.0-ballot", "COW-",
            "Linkway guide 0.1.0", "LW-");

    @Test
    void idsAreUniqueAndBeginWithTheirSourcesPrefix() {
        List<String> ids = Tables.rows("requirements.csv").stream()
                .map(row -> row.get("id"))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("(BARS|SDOH|COW|LW)-[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(these(it -> !it.id().startsWith(PREFIXES.getOrDefault(it.source(), "none"))))
                .isEmpty();
        assertThat(Requirements.all().values()).map(Requirement::source).containsAll(PREFIXES.keySet());
    }

    @Test
    void eachSaysInASentenceWhatIsAskedAndWhere() {
        assertThat(these(it -> !it.text().matches("(?s)\\S.*\\."))).isEmpty();
        assertThat(these(it -> it.clause().isBlank())).isEmpty();
        assertThat(these(it -> !it.notTested().isEmpty() && !it.notTested().endsWith(".")))
                .isEmpty();
    }

    @Test
    void whatIsAskedOfNobodyWhomATestCanReachSaysWhy() {
        assertThat(these(it -> it.roles().isEmpty() && it.notTested().isEmpty()))
                .isEmpty();
    }

    @Test
    void everyShallIsShownByATestOrSaysWhyNot() {
        assertThat(these(it -> !it.notTested().isEmpty() && isShown(it)))
                .as("said to be shown by no test, and shown by one")
                .isEmpty();
        assertThat(these(it -> it.level() == Level.SHALL && it.notTested().isEmpty() && !isShown(it)))
                .as("asked, and neither shown by a test nor reasoned away")
                .isEmpty();
    }

    @Test
    void nothingIsShownThatIsNotRequired() {
        assertThat(Requirements.all().keySet()).containsAll(Coverage.named());
    }

    @Test
    void whereLinkwayDoesOtherwiseATestWarnsAndDoesNotFail() {
        assertThat(Requirements.all()).containsKeys(Departures.all().keySet().toArray(String[]::new));
        assertThat(Departures.all().values()).allMatch(why -> why.endsWith("."));
        assertThat(these(it -> Departures.of(it.id()).isPresent() && !isShown(it)))
                .isEmpty();
        assertThat(Suite.of(Role.RECEIVER).scripts())
                .flatExtracting(script -> script.resource().getTest())
                .filteredOn(test -> Extensions.requirements(test).stream()
                        .anyMatch(id -> Departures.of(id).isPresent()))
                .allSatisfy(test -> assertThat(test.getAction())
                        .filteredOn(action -> action.hasAssert()
                                && !"200".equals(action.getAssert().getResponseCode()))
                        .as(test.getName())
                        .isNotEmpty()
                        .allMatch(action -> action.getAssert().getWarningOnly()));
    }

    private static boolean isShown(Requirement requirement) {
        return !Coverage.of(requirement.id()).isEmpty();
    }

    private static List<String> these(Predicate<Requirement> wrong) {
        return Requirements.all().values().stream()
                .filter(wrong)
                .map(Requirement::id)
                .toList();
    }
}
