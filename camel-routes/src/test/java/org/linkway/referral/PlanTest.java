package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.referral.EventDetail.Gap;

class PlanTest {
    private static final Optional<String> SING = Optional.of("Sing again");

    static Stream<Arguments> gaps() {
        return Stream.of(
                argumentSet("no goal", plan(), "goals", "Say what was agreed: at least one goal."),
                argumentSet(
                        "a goal without words",
                        plan(goal(Optional.of(" "), Optional.empty())),
                        "goals[0].description",
                        "Say what the person wants to reach."),
                argumentSet(
                        "an importance below the scale",
                        plan(goal(SING, Optional.of(0))),
                        "goals[0].importance",
                        "Use a whole number from 1 to 10, or leave it out."),
                argumentSet(
                        "an importance above the scale, in the second goal",
                        plan(goal(SING, Optional.of(10)), goal(SING, Optional.of(11))),
                        "goals[1].importance",
                        "Use a whole number from 1 to 10, or leave it out."),
                argumentSet(
                        "a step without words",
                        plan(goal(SING, Optional.empty(), action(Optional.empty(), Optional.of(1)))),
                        "goals[0].actions[0].what",
                        "Say what is to be done."),
                argumentSet(
                        "a confidence above the scale, in the second step",
                        plan(goal(
                                SING, Optional.empty(), action(SING, Optional.of(10)), action(SING, Optional.of(11)))),
                        "goals[0].actions[1].confidence",
                        "Use a whole number from 1 to 10, or leave it out."));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void namesWhereItLacksSomething(Plan plan, String element, String sentence) {
        assertThat(plan.gaps()).containsExactly(new Gap(element, sentence));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void takesAScaleFromOneToTen(int value) {
        assertThat(plan(goal(SING, Optional.of(value), action(SING, Optional.of(value))))
                        .gaps())
                .isEmpty();
    }

    @Test
    void isToldByItsGoals() {
        assertThat(plan(goal(SING, Optional.empty()), goal(Optional.of("Sleep better"), Optional.empty()))
                        .inWords())
                .containsExactly("Goal: Sing again", "Goal: Sleep better");
    }

    private static Plan plan(Plan.Goal... goals) {
        return new Plan(List.of(goals), List.of(), Optional.empty(), Optional.empty());
    }

    private static Plan.Goal goal(Optional<String> description, Optional<Integer> importance, Plan.Action... actions) {
        return new Plan.Goal(description, importance, List.of(actions));
    }

    private static Plan.Action action(Optional<String> what, Optional<Integer> confidence) {
        return new Plan.Action(what, Optional.empty(), Optional.empty(), confidence);
    }
}
