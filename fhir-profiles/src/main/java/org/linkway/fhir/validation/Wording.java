package org.linkway.fhir.validation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How one kind of finding is said; by none, by one, or by more issues. */
interface Wording {
    /** What HAPI quotes first; of a date, the date alone. */
    Pattern FIRST_QUOTED = Pattern.compile("'(?:Invalid date/time format: \")?([^'\"]*)");

    List<Issue> of(Finding finding);

    /** "{element} {whatAndRemedy}". */
    static Wording saying(GatewayError error, String whatAndRemedy) {
        return finding -> finding.issue(error, finding.name() + " " + whatAndRemedy);
    }

    /** "{element} is '{value}', which is {whatAndRemedy}", with the value that the text quotes first. */
    static Wording ofValue(GatewayError error, String whatAndRemedy) {
        return finding -> finding.issue(error, finding.nameWith(finding.part(FIRST_QUOTED), whatAndRemedy));
    }

    /** The same, of something that gets through all the same. */
    default Wording tolerated() {
        return finding -> of(finding.tolerated());
    }

    /** Where this one finds nothing to say, as HAPI gave it. */
    static Wording where(Function<Finding, Optional<List<Issue>>> sentence) {
        return finding -> sentence.apply(finding).orElseGet(() -> asGiven(finding));
    }

    /** For what has no wording of its own. */
    static List<Issue> asGiven(Finding finding) {
        return finding.issue(
                GatewayError.INVALID,
                finding.name() + " does not hold: " + finding.repeatableText().replaceFirst("\\.$", "") + ".");
    }
}
