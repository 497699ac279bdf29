package org.linkway.referral;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.EventDetail.Gap;

/**
 * The person is connected to a service: signposted, referred, or referring themself.
 *
 * @param goal which goal of the plan it serves, counted from 1
 * @param selfReferral the person asks the service themself; only for {@code referred-onward}
 * @param endsOn the last day of what is limited in time
 * @param follows the onward referral that this one goes on from, such as the next level of a course
 */
public record Connection(
        Optional<OnwardService> service,
        Optional<String> reason,
        Optional<Integer> goal,
        Optional<Boolean> selfReferral,
        Optional<Boolean> accompanyFirstVisit,
        Optional<LocalDate> endsOn,
        Optional<UUID> follows)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(service.flatMap(OnwardService::name), "service.name", "Name the service.")
                .list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        Gaps gaps = new Gaps();
        int goals = referral.work().plan().map(plan -> plan.goals().size()).orElse(0);
        if (goal.filter(it -> it < 1 || it > goals).isPresent()) {
            gaps.add("goal", "The plan has " + goals + " goals. Name one of them by its number, or leave goal out.");
        }
        follows.flatMap(id -> referral.work().unknownOnward(id).stream().findFirst())
                .ifPresent(unknown -> gaps.add("follows", unknown.sentence()));
        return gaps.list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        service.flatMap(OnwardService::name).ifPresent(words::add);
        reason.ifPresent(words::add);
        return words;
    }
}
