package org.linkway.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/**
 * What the person and the link worker agreed to do (PRSB: care and support plan).
 *
 * @param strengths what the person brings to it
 * @param reviewOn when the plan is looked at again
 */
public record Plan(List<Goal> goals, List<String> strengths, Optional<LocalDate> reviewOn, Optional<String> note)
        implements EventDetail {
    public Plan {
        goals = Lists.copy(goals);
        strengths = Lists.copy(strengths);
    }

    /**
     * Something that the person wants to reach.
     *
     * @param importance to the person, 1 to 10, where they said so
     */
    public record Goal(Optional<String> description, Optional<Integer> importance, List<Action> actions) {
        public Goal {
            actions = Lists.copy(actions);
        }
    }

    /**
     * A step towards a goal.
     *
     * @param who does it
     * @param confidence of the person that it will be done, 1 to 10, where they said so
     */
    public record Action(
            Optional<String> what, Optional<String> who, Optional<LocalDate> byWhen, Optional<Integer> confidence) {}

    @Override
    public List<Gap> gaps() {
        Gaps gaps = new Gaps();
        if (goals.isEmpty()) {
            gaps.add("goals", "Say what was agreed: at least one goal.");
        }
        for (int g = 0; g < goals.size(); g++) {
            Goal goal = goals.get(g);
            String path = "goals[" + g + "]";
            gaps.require(goal.description(), path + ".description", "Say what the person wants to reach.");
            gaps.oneToTen(goal.importance(), path + ".importance");
            for (int a = 0; a < goal.actions().size(); a++) {
                Action action = goal.actions().get(a);
                gaps.require(action.what(), path + ".actions[" + a + "].what", "Say what is to be done.");
                gaps.oneToTen(action.confidence(), path + ".actions[" + a + "].confidence");
            }
        }
        return gaps.list();
    }

    @Override
    public List<String> inWords() {
        return goals.stream()
                .flatMap(goal -> goal.description().stream())
                .map(goal -> "Goal: " + goal)
                .toList();
    }
}
