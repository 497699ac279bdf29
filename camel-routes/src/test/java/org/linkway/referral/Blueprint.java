package org.linkway.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lifecycle as it was meant, written down by hand and from no code. {@code =} stays as it is, {@code -} is not legal. An
 * event stands in more than one line where what it does depends on where the referral stands; {@code .} leaves a status to
 * another line.
 */
public final class Blueprint {
    private static final String OPEN = """
            event                   by               requested  accepted     in-progress  on-hold      stage                   request           question
            received                sender,worker    -          -            -            -            awaiting-triage         active            -
            request-updated         sender           =          =            =            =            =                       active            -
            information-requested   worker           =          on-hold      on-hold      -            information-requested   active            asks:information
            information-supplied    sender           =          .            .            .            awaiting-triage         active            settles:information
            information-supplied    sender           .          =            =            .            =                       active            settles:information
            information-supplied    sender           .          .            .            in-progress  resumed                 active            settles:information
            assigned                worker           =          =            =            =            =                       active            -
            accepted                worker           accepted   -            -            -            accepted                active            -
            rejected-by-service     worker           rejected   -            -            -            rejected                active            -
            declined-by-person      worker           rejected   cancelled    cancelled    cancelled    declined-by-person      revoked           -
            work-started            worker           -          in-progress  -            -            started                 active            -
            wait-listed             worker           -          on-hold      on-hold      -            waiting-list            active            -
            resumed                 worker           -          -            -            in-progress  resumed                 active            -
            contact-attempted       worker           =          in-progress  =            =            contact-attempted       active            -
            seen                    worker           -          in-progress  in-progress  -            seen                    active            -
            needs-assessed          worker           -          in-progress  in-progress  -            needs-assessed          active            -
            measure-recorded        worker           -          -            =            -            =                       active            -
            plan-agreed             worker           -          -            =            -            plan-agreed             active            -
            signposted              worker           -          -            =            -            signposted              active            -
            referred-onward         worker           -          -            =            -            referred-onward         active            -
            onward-updated          worker,receiver  -          -            =            =            =                       active            -
            check-in-due            clock            -          -            =            -            check-in-due            active            -
            checked-in              worker           -          -            =            -            checked-in              active            -
            did-not-attend          worker           -          -            =            -            did-not-attend          active            -
            concern-raised          sender,worker    =          =            =            =            =                       active            -
            concern-acknowledged    worker           =          =            =            =            =                       active            -
            consent-changed         sender,worker    =          =            =            =            =                       active            -
            person-details-changed  worker,lookup    =          =            =            =            =                       active            -
            stepped-up              worker           -          =            =            -            step-up-pending         active            asks:step-up
            step-up-accepted        worker,receiver  -          completed    completed    completed    stepped-up              completed         settles:step-up
            step-up-refused         worker,receiver  -          =            =            =            step-up-refused         active            settles:step-up
            unable-to-contact       worker           rejected   failed       failed       failed       unable-to-contact       revoked           -
            withdrawn-by-service    worker           -          failed       failed       failed       withdrawn-by-service    revoked           -
            completed               worker           -          completed    completed    -            completed               completed         -
            cancelled-by-sender     sender           cancelled  cancelled    cancelled    cancelled    cancelled               revoked           -
            cancellation-requested  sender           cancelled  cancelled    .            .            cancelled               revoked           -
            cancellation-requested  sender           .          .            =            =            cancellation-requested  active            asks:cancellation
            cancellation-agreed     worker           -          -            cancelled    cancelled    cancelled               revoked           settles:cancellation
            cancellation-refused    worker           -          -            =            =            cancellation-refused    active            settles:cancellation
            moved-away              worker           cancelled  cancelled    cancelled    cancelled    moved-away              revoked           -
            death-reported          worker,lookup    =          on-hold      on-hold      on-hold      deceased-reported       active            asks:death-report
            death-confirmed         worker,lookup    cancelled  cancelled    cancelled    cancelled    deceased                revoked           -
            death-report-withdrawn  worker,lookup    =          -            -            in-progress  death-report-withdrawn  active            settles:death-report
            marked-duplicate        worker           rejected   cancelled    cancelled    cancelled    duplicate               entered-in-error  -
            entered-in-error        sender           entered-in-error  entered-in-error  entered-in-error  entered-in-error  =  entered-in-error  -
            nudged                  clock            =          =            =            =            =                       active            -
            escalated               clock            =          =            =            =            =                       active            -
            """;

    /** Nothing leads out of a closed status but a correction, and it leads into no open one. */
    private static final String CLOSED = """
            event                   by               rejected          completed         cancelled         failed            entered-in-error  stage      request           question
            concern-acknowledged    worker           =                 =                 =                 =                 =                 =          =                 -
            consent-changed         sender,worker    =                 =                 =                 =                 =                 =          =                 -
            person-details-changed  worker,lookup    =                 =                 =                 =                 =                 =          =                 -
            entered-in-error        sender           entered-in-error  entered-in-error  entered-in-error  entered-in-error  -                 =          entered-in-error  -
            outcome-corrected       worker           -                 =                 -                 =                 -                 corrected  =                 -
            nudged                  clock            =                 =                 =                 =                 =                 =          =                 -
            escalated               clock            =                 =                 =                 =                 =                 =          =                 -
            """;

    private static final List<Line> LINES =
            Stream.of(OPEN, CLOSED).flatMap(Blueprint::lines).toList();

    private Blueprint() {}

    /**
     * One line of a table.
     *
     * @param question that it asks or settles, as {@code asks:information}
     */
    private record Line(
            EventType event, Set<Role> by, List<Step> steps, String stage, String request, Optional<String> question) {}

    private record Step(ReferralStatus from, String to) {}

    /** Where an event leads that is legal. */
    public record Target(
            ReferralStatus status, Optional<String> stage, Optional<String> request, Optional<String> question) {}

    private static Stream<Line> lines(String table) {
        String[] head = table.lines().findFirst().orElseThrow().split(" +");
        List<ReferralStatus> statuses = Arrays.stream(head)
                .flatMap(word -> Kebab.read(ReferralStatus.class, word).stream())
                .toList();
        return table.lines().skip(1).map(line -> line(line.split(" +"), statuses));
    }

    private static Line line(String[] words, List<ReferralStatus> statuses) {
        Set<Role> by = Arrays.stream(words[1].split(","))
                .map(word -> Kebab.read(Role.class, word).orElseThrow())
                .collect(Collectors.toSet());
        List<Step> steps = statuses.stream()
                .map(status -> new Step(status, words[2 + statuses.indexOf(status)]))
                .filter(step -> !step.to().equals("-") && !step.to().equals("."))
                .toList();
        int after = 2 + statuses.size();
        return new Line(
                EventType.fromCode(words[0]).orElseThrow(),
                by,
                steps,
                words[after],
                words[after + 1],
                said(words[after + 2], "-"));
    }

    private static Optional<String> said(String word, String nothing) {
        return word.equals(nothing) ? Optional.empty() : Optional.of(word);
    }

    /** Where the event leads from this status; empty where it is not legal. */
    public static Optional<Target> target(ReferralStatus from, EventType event) {
        return LINES.stream()
                .filter(line -> line.event() == event)
                .flatMap(line -> line.steps().stream()
                        .filter(step -> step.from() == from)
                        .map(step -> new Target(
                                step.to().equals("=")
                                        ? from
                                        : Kebab.read(ReferralStatus.class, step.to())
                                                .orElseThrow(),
                                said(line.stage(), "="),
                                said(line.request(), "="),
                                line.question())))
                .findFirst();
    }

    /** Who may cause the event. */
    public static Set<Role> by(EventType event) {
        return LINES.stream()
                .filter(line -> line.event() == event)
                .map(Line::by)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The table has no line for " + event.code() + "."));
    }
}
