package org.linkway.fhir.terminology;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far an NHS number was traced: UK Core NHSNumberVerificationStatusEngland 01 to 08. Its retired predecessor, which
 * published messages still use with words or with numbers, is read too.
 */
public enum NhsNumberStatus {
    VERIFIED("01", "number-present-and-verified", "Number present and verified"),
    PRESENT_BUT_NOT_TRACED("02", "number-present-but-not-traced", "Number present but not traced"),
    TRACE_REQUIRED("03", "trace-required", "Trace required"),
    TRACE_ATTEMPTED_NO_MATCH(
            "04",
            "trace-attempted-no-match-or-multiple-match-found",
            "Trace attempted - No match or multiple match found"),
    TRACE_NEEDS_RESOLVING(
            "05",
            "trace-needs-to-be-resolved-nhs-number-or-patient-detail-conflict",
            "Trace needs to be resolved - (NHS Number or patient detail conflict)"),
    TRACE_IN_PROGRESS("06", "trace-in-progress", "Trace in progress"),
    NOT_PRESENT_NOT_REQUIRED(
            "07", "number-not-present-and-trace-not-required", "Number not present and trace not required"),
    TRACE_POSTPONED("08", "trace-postponed-baby-under-six-weeks-old", "Trace postponed (baby under six weeks old)");

    /** The extension on {@code Patient.identifier} that carries the status. */
    public static final String EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";

    public static final String SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";
    public static final String RETIRED_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus";

    private final String code;
    private final String retiredCode;
    private final String display;

    NhsNumberStatus(String code, String retiredCode, String display) {
        this.code = code;
        this.retiredCode = retiredCode;
        this.display = display;
    }

    public String code() {
        return code;
    }

    public String display() {
        return display;
    }

    /** Reads the current and the retired system; empty for anything else. */
    public static Optional<NhsNumberStatus> fromCode(String system, String code) {
        if (system == null) {
            return Optional.empty();
        }
        return Arrays.stream(values())
                .filter(status -> status.isSpelt(system, code))
                .findFirst();
    }

    private boolean isSpelt(String system, String spelling) {
        return switch (system) {
            case SYSTEM -> code.equals(spelling);
            case RETIRED_SYSTEM -> retiredCode.equals(spelling) || code.equals(spelling);
            default -> false;
        };
    }
}
