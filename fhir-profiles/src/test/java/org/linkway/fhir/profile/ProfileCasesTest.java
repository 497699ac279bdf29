package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.SharedValidator;

/**
 * Each profile takes its minimal and its full example, and each of its constraints is broken alone, with exactly its issue.
 * {@code -Dgolden.update=true} writes what the validator says into the cases, and fails.
 */
class ProfileCasesTest {

    @ParameterizedTest
    @MethodSource("profilesOfResources")
    void takesItsMinimalExample(String profile) {
        assertThat(issues(profile, "minimal")).noneMatch(issue -> !issue.warning());
    }

    @ParameterizedTest
    @MethodSource("profilesOfResources")
    void hasNothingToSayAboutItsFullExample(String profile) {
        assertThat(issues(profile, "full")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void aCaseHasExactlyItsIssues(String profile, ProfileCase broken) {
        List<Issue> actual = broken.actual();

        assertThat(ProfileCase.toJson(actual))
                .as(broken.json().toPrettyString())
                .containsExactlyInAnyOrderElementsOf(broken.expected());
        assertThat(actual.isEmpty()).isEqualTo(broken.breaks().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void eachConstraintHasACase(String profile) {
        SortedSet<String> broken = new TreeSet<>();
        ProfileCase.of(profile).forEach(it -> broken.addAll(it.breaks()));

        assertThat(broken).isEqualTo(Constraints.of(Authored.profile(profile)));
    }

    @Test
    void theCasesAreNotBeingRewritten() {
        if (Boolean.getBoolean("golden.update")) {
            profiles().forEach(ProfileCase::rewrite);
        }
        assertThat(Boolean.getBoolean("golden.update")).isFalse();
    }

    private static List<Issue> issues(String profile, String example) {
        return SharedValidator.issues(
                Authored.example(profile + "-" + example).toString(), LinkwayProfile.BASE + profile);
    }

    private static Stream<String> profiles() {
        return Authored.profiles().map(Authored::id);
    }

    /** An extension, or a profile of another data type, is shown in the resources that have it. */
    private static Stream<String> profilesOfResources() {
        return Authored.profiles()
                .filter(profile -> profile.path("kind").asText().equals("resource"))
                .map(Authored::id);
    }

    private static Stream<Arguments> cases() {
        return profiles().flatMap(profile -> ProfileCase.of(profile).stream().map(it -> Arguments.of(profile, it)));
    }
}
