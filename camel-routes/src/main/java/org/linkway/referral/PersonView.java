package org.linkway.referral;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What of a referral may be shown to the person whom it is about: the one place that decides it (PRSB: safeguarding "may not be
 * advisable to share with the person … apply filters"). It is made of what the person said, agreed to or takes part in, and of
 * Linkway's own words. What others wrote about them is not in it: no safeguarding, risks or concerns, no reasons, notes or
 * narratives, no supporting information, and no way of reaching anybody.
 *
 * @param sendNothing whether this must not be sent to the person unasked: contact is prohibited, refused, or would reach the
 *     bereaved
 * @param showWithCare whether somebody beside the person must not see it: ask how it is safe before it is shown
 * @param howItStands in Linkway's words
 * @param goals that the person agreed to
 * @param cameOfIt in Linkway's words, once it is completed
 */
public record PersonView(
        UUID referral,
        long version,
        boolean sendNothing,
        boolean showWithCare,
        String howItStands,
        Optional<String> needsInOwnWords,
        Optional<String> mattersToMe,
        List<String> goals,
        List<Place> services,
        Optional<String> cameOfIt) {
    public PersonView {
        goals = Lists.copy(goals);
        services = Lists.copy(services);
    }

    /**
     * A service to which the person was connected.
     *
     * @param howItStands in Linkway's words
     */
    public record Place(String name, String kind, String howItStands) {}

    public static PersonView of(Referral referral) {
        return new PersonView(
                referral.id(),
                referral.version(),
                isToBeLeftAlone(referral),
                referral.person().safeContactNote().isPresent()
                        || referral.person().sensitive(),
                stage(referral).display(),
                referral.work()
                        .needs()
                        .flatMap(NeedsAssessment::inOwnWords)
                        .or(() -> referral.request().needsInOwnWords()),
                referral.work()
                        .needs()
                        .flatMap(NeedsAssessment::mattersToMe)
                        .or(() -> referral.request().mattersToMe()),
                referral.work().plan().stream()
                        .flatMap(plan -> plan.goals().stream())
                        .flatMap(goal -> goal.description().stream())
                        .toList(),
                referral.work().onward().stream().map(PersonView::place).toList(),
                referral.outcome().flatMap(Outcome::code).map(OutcomeCode::display));
    }

    private static boolean isToBeLeftAlone(Referral referral) {
        return referral.person().doNotContact()
                || referral.request().consent().refer() == Consent.Agreement.REFUSED
                || referral.pending().contains(Pending.DEATH_REPORT)
                || referral.stage() == Stage.DECEASED;
    }

    /** A person who is reported to have died, by mistake or not, does not read it here. */
    private static Stage stage(Referral referral) {
        return switch (referral.stage()) {
            case DECEASED_REPORTED, DEATH_REPORT_WITHDRAWN -> Stage.RESUMED;
            case DECEASED -> Stage.CANCELLED;
            default -> referral.stage();
        };
    }

    private static Place place(OnwardReferral onward) {
        return new Place(
                onward.service().name().orElse("A service"),
                onward.kind().display(),
                onward.outcome()
                        .map(OnwardOutcome::display)
                        .orElseGet(() -> Kebab.of(onward.status()).replace('-', ' ')));
    }
}
