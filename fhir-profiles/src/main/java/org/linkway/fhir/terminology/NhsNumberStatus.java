package org.linkway.fhir.terminology;

import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/**
 * How far an NHS number was traced: UK Core NHSNumberVerificationStatusEngland 01 to 08. Its retired predecessor, which
 * published messages still use with words or with numbers, is read too.
 */
public enum NhsNumberStatus implements Coded {
    VERIFIED("01", "Number present and verified"),
    PRESENT_BUT_NOT_TRACED("02", "Number present but not traced"),
    TRACE_REQUIRED("03", "Trace required"),
    TRACE_ATTEMPTED_NO_MATCH("04", "Trace attempted - No match or multiple match found"),
    TRACE_NEEDS_RESOLVING("05", "Trace needs to be resolved - (NHS number or patient detail conflict)"),
    TRACE_IN_PROGRESS("06", "Trace in progress"),
    NOT_PRESENT_NOT_REQUIRED("07", "Number not present and trace not required"),
    TRACE_POSTPONED("08", "Trace postponed (baby under six weeks old)");

    /** The extension on {@code Patient.identifier} that carries the status. */
    public static final String EXTENSION =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus";

    public static final String SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland";

    private final String code;
    private final String display;

    NhsNumberStatus(String code, String display) {
        this.code = code;
        this.display = display;
    }

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String display() {
        return display;
    }

    /** Reads the current and the retired system; empty for anything else. */
    public static Optional<NhsNumberStatus> fromCode(String system, String code) {
        Coding current = RetiredCodeSystems.successor(system, code).orElseGet(() -> new Coding(system, code, null));
        return Coded.find(values(), current.getSystem(), current.getCode());
    }
}
