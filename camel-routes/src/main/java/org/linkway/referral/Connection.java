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
 * @param risk what of the risks this service has to know, in the link worker's words; where it is left out and risks are known,
 *     the service is told to ask
 * @param despite why the service is right although a directory speaks against it: closed, or for another age
 */
public record Connection(
        Optional<OnwardService> service,
        Optional<String> reason,
        Optional<Integer> goal,
        Optional<Boolean> selfReferral,
        Optional<Boolean> accompanyFirstVisit,
        Optional<LocalDate> endsOn,
        Optional<UUID> follows,
        Optional<String> risk,
        Optional<String> despite)
        implements EventDetail {
    /** What was stored before these could be said. */
    public Connection {
        risk = risk == null ? Optional.empty() : risk;
        despite = despite == null ? Optional.empty() : despite;
    }

    /** Of which nothing speaks against the service. */
    public Connection(
            Optional<OnwardService> service,
            Optional<String> reason,
            Optional<Integer> goal,
            Optional<Boolean> selfReferral,
            Optional<Boolean> accompanyFirstVisit,
            Optional<LocalDate> endsOn,
            Optional<UUID> follows) {
        this(
                service,
                reason,
                goal,
                selfReferral,
                accompanyFirstVisit,
                endsOn,
                follows,
                Optional.empty(),
                Optional.empty());
    }

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
