package org.linkway.fhir.validation;

import java.util.List;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.linkway.fhir.validation.Issue.Rule;

/**
 * What of everything that is found is told at the doors: errors, and those warnings on which a sender can act, which are those
 * of Linkway's own rules, about a code, and about a profile that is not held here. The rest is for who asks, at {@code $validate}.
 */
final class DoorNotices {
    private DoorNotices() {}

    static List<Issue> of(List<Issue> issues) {
        return issues.stream().filter(DoorNotices::isTold).toList();
    }

    private static boolean isTold(Issue issue) {
        return switch (issue.severity()) {
            case ERROR -> true;
            case WARNING ->
                rule(issue).startsWith("lw-")
                        || rule(issue).equals(I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN)
                        || issue.error() == GatewayError.CODE_INVALID
                        || issue.error() == GatewayError.CODE_UNCHECKED;
            case INFORMATION -> false;
        };
    }

    private static String rule(Issue issue) {
        return issue.rule().map(Rule::id).orElse("");
    }
}
