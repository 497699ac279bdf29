package org.linkway.workflow;

import java.util.List;
import java.util.function.BiPredicate;
import org.linkway.referral.PersonChange;
import org.linkway.referral.Referral;
import org.linkway.workflow.RecordEvent.Refusal;

/** When the details of a person may be changed: who somebody is, is never changed silently, nor after it matters no more. */
final class PersonRules {
    /** What is refused, and why. */
    private record Rule(BiPredicate<Referral, PersonChange> broken, Refusal refusal) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    (referral, change) -> change.nhsNumber().isPresent()
                            && !change.nhsNumber().equals(referral.person().nhsNumber())
                            && change.note().filter(it -> !it.isBlank()).isEmpty(),
                    new Refusal(
                            "note",
                            "Say in note how the right NHS number was found: it decides into whose record is written.")),
            new Rule(
                    (referral, change) -> change.nhsNumberVerification().isPresent()
                            && change.nhsNumber()
                                    .or(() -> referral.person().nhsNumber())
                                    .isEmpty(),
                    new Refusal("nhsNumberVerification", "There is no NHS number that could be traced: name it too.")),
            new Rule(
                    (referral, change) -> !referral.status().isOpen() && !change.identifies(),
                    new Refusal(
                            "type",
                            "The referral is closed. Only who the person is can be put right now: nhsNumber, birthDate, name"
                                    + " or registeredPractice.")),
            new Rule(
                    (referral, change) -> !referral.status().isOpen()
                            && change.identifies()
                            && referral.recordEntries().isEmpty(),
                    new Refusal(
                            "type",
                            "The referral is closed and puts nothing into a record: nothing would follow from a change of"
                                    + " the person.")));

    private PersonRules() {}

    static List<Refusal> against(Referral referral, PersonChange change) {
        return RULES.stream()
                .filter(rule -> rule.broken().test(referral, change))
                .map(Rule::refusal)
                .toList();
    }
}
