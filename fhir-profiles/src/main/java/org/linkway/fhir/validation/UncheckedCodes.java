package org.linkway.fhir.validation;

import java.util.List;
import org.linkway.fhir.terminology.CodeFinding;

/** Where nobody could say whether a code is one of a value set, it is not said that it is none. */
final class UncheckedCodes {
    private static final String NOT_IN_VALUE_SET = "Terminology_TX_NoValid_";

    private UncheckedCodes() {}

    /** The findings without those that deny what could not be checked. */
    static List<Finding> notDenied(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.id().startsWith(NOT_IN_VALUE_SET) || !isUnchecked(finding, findings))
                .toList();
    }

    private static boolean isUnchecked(Finding denied, List<Finding> findings) {
        return findings.stream()
                .filter(other -> other.expression().equals(denied.expression()))
                .flatMap(other -> other.code().stream())
                .filter(CodeFinding::isUnchecked)
                .map(unchecked -> unchecked.valueSet().split("\\|", 2)[0])
                .anyMatch(valueSet -> !valueSet.isEmpty() && denied.text().contains(valueSet));
    }
}
