package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.CODE_INVALID;
import static org.linkway.fhir.validation.GatewayError.NOT_SUPPORTED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.Issue.Severity;

/** Of codes, their systems and their displays. */
final class TerminologyWordings {
    /** A value set of more codes is named, not listed. */
    private static final int CODES_LISTED = 12;

    private static final Pattern VALUE_SET = Pattern.compile("[vV]alue ?set:? (?:'[^']*' )?\\(?(https?://[^\\s|)]+)");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern CODES = Pattern.compile("\\(codes? = (.*?)\\)(?:,|$)|provided \\((\\S+)\\) was");
    private static final Pattern UNKNOWN_CODE =
            Pattern.compile("Unknown code (?:in fragment CodeSystem )?'([^']*#[^']*)'");
    private static final Pattern UNKNOWN_SYSTEM = Pattern.compile("unknown and can't be validated: (\\S*) for");
    private static final Pattern UNKNOWN_UNIT = Pattern.compile("Error processing unit '([^']*)'");
    private static final Pattern DISPLAY = Pattern.compile("does not match expected \"([^\"]*)\"");

    /** Where the code of one element is taken for that of another: the other, and its value set. */
    private static final Map<String, List<String>> TAKEN_FOR = Map.of(
            "Task.status", List.of("ServiceRequest.status", "http://hl7.org/fhir/ValueSet/request-status"),
            "ServiceRequest.status", List.of("Task.status", "http://hl7.org/fhir/ValueSet/task-status"));

    /** What SNOMED CT is called instead of by its system's address. */
    private static final Pattern SNOMED_MISNAMED =
            Pattern.compile("(?i)snomed|sct|urn:oid:2\\.16\\.840\\.1\\.113883\\.6\\.96");

    private final Definitions definitions;

    TerminologyWordings(Definitions definitions) {
        this.definitions = definitions;
    }

    Map<String, Wording> byId() {
        Map<String, Wording> wordings = new LinkedHashMap<>();
        wordings.put("Terminology_TX_NoValid_16", this::noSuchCode);
        wordings.put("Terminology_TX_NoValid_1_CC", this::noSuchCode);
        wordings.put("Terminology_TX_NoValid_4", this::noSuchCode);
        wordings.put("Terminology_TX_NoValid_12", this::noSuchCode);
        wordings.put("Terminology_TX_Code_ValueSet", this::noCode);
        wordings.put("Terminology_TX_Code_ValueSet_MISSING", this::noCode);
        wordings.put("Terminology_PassThrough_TX_Message", this::fromTerminology);
        for (String recommended : List.of("3_CC", "6", "14", "18")) {
            wordings.put("Terminology_TX_NoValid_" + recommended, this::notRecommended);
        }
        Wording inactive = Wording.saying(
                CODE_INVALID, "has a code that its code system has taken out of use. Send one that is in use.");
        wordings.put("INACTIVE_CONCEPT_FOUND", inactive);
        wordings.put("STATUS_CODE_WARNING_CODE", inactive);
        wordings.put(
                "INACTIVE_DISPLAY_FOUND",
                Wording.saying(
                        CODE_INVALID, "has a display that is no longer that of its code. Send the current one."));
        return wordings;
    }

    static List<Issue> withoutSystem(Finding finding) {
        return finding.issue(
                CODE_INVALID,
                finding.name()
                        + " has a code without its system, so nobody can know what it means. Send its system, or send"
                        + " it as text.");
    }

    private List<Issue> noSuchCode(Finding finding) {
        Optional<String> value = finding.id().equals("Terminology_TX_NoValid_16")
                ? finding.part(Wording.FIRST_QUOTED)
                : finding.part(CODES);
        return finding.issue(
                CODE_INVALID,
                finding.nameWith(
                                value,
                                otherElement(finding, value).orElse("not one of the codes that have to be used here"))
                        + ". " + remedy(finding, value));
    }

    private Optional<String> otherElement(Finding finding, Optional<String> value) {
        return Optional.ofNullable(TAKEN_FOR.get(finding.name()))
                .filter(other ->
                        value.filter(definitions.codes(other.get(1))::contains).isPresent())
                .map(other -> "a code of " + other.get(0) + " and not of " + finding.name());
    }

    private String remedy(Finding finding, Optional<String> value) {
        Optional<String> valueSet = finding.part(VALUE_SET);
        List<String> codes = valueSet.map(definitions::codes).orElse(List.of());
        if (codes.size() == 1) {
            return "Send '" + codes.get(0) + "'.";
        }
        // What a person's code was nearly would say what it was.
        Optional<String> meant = value.filter(code -> !finding.isAboutAPerson())
                .map(code -> code.substring(code.indexOf('#') + 1))
                // Two numbers that look alike are two concepts, and no slip of the pen.
                .filter(code -> !DIGITS.matcher(code).matches())
                .flatMap(code -> Spelling.meant(code, codes));
        if (codes.isEmpty() || codes.size() > CODES_LISTED) {
            return valueSet.map(from -> "Send "
                            + meant.map(code -> "'" + code + "', or another ").orElse("one ") + "from " + from + ".")
                    .orElse("Send one.");
        }
        return meant.map(code -> "Send '" + code + "', or another of ").orElse("Send one of ")
                + String.join(
                        ", ",
                        codes.stream()
                                .filter(code -> !meant.equals(Optional.of(code)))
                                .toList()) + ".";
    }

    private List<Issue> noCode(Finding finding) {
        return finding.issue(
                CODE_INVALID,
                finding.name() + " has no code, and one is needed here. " + remedy(finding, Optional.empty()));
    }

    private List<Issue> notRecommended(Finding finding) {
        return finding.issue(
                CODE_INVALID,
                finding.name() + " has no code from " + finding.part(VALUE_SET).orElse("its value set")
                        + ", which is where FHIR R4 would like it to come from. It is taken as it is.");
    }

    /** A code that need not come from a value set gets in, whatever it is. */
    private List<Issue> fromTerminology(Finding finding) {
        Finding taken = finding.tolerated();
        return finding.part(UNKNOWN_CODE)
                .map(code -> unknownCode(taken, code))
                .or(() -> finding.part(UNKNOWN_SYSTEM).map(system -> unknownSystem(taken, system)))
                .or(() -> finding.part(UNKNOWN_UNIT).map(unit -> unknownUnit(taken, unit)))
                .or(() -> finding.part(DISPLAY).map(display -> wrongDisplay(taken, display)))
                .orElseGet(() -> finding.text().contains("is not in valueset")
                        ? notRecommended(finding.as(Severity.INFORMATION))
                        : Wording.asGiven(taken));
    }

    private static List<Issue> unknownCode(Finding finding, String code) {
        String system = code.substring(0, code.indexOf('#'));
        String given = finding.isAboutAPerson()
                ? "a code that "
                : "the code '" + Excerpt.of(code.substring(code.indexOf('#') + 1)) + "', which ";
        return finding.issue(
                CODE_INVALID,
                finding.name() + " has " + given + Excerpt.of(system)
                        + " does not have. Correct the code, or its system.");
    }

    private List<Issue> unknownSystem(Finding finding, String system) {
        if (system.contains("/ValueSet/")) {
            return finding.issue(
                    CODE_INVALID,
                    finding.name() + " has '" + Excerpt.of(system)
                            + "' as the system of a code, which is a value set. Send the system that the code is from.");
        }
        return systemMeant(system)
                .map(meant -> finding.issue(
                        CODE_INVALID,
                        finding.name() + " has a code of the system '" + Excerpt.of(system) + "', which is written "
                                + meant + ". Correct it."))
                .orElseGet(() -> finding.as(Severity.INFORMATION)
                        .issue(
                                NOT_SUPPORTED,
                                finding.name() + " has a code of the system '" + Excerpt.of(system)
                                        + "', which is not held here, so the code was not checked. Nothing is to be done if both are"
                                        + " right."));
    }

    private Optional<String> systemMeant(String system) {
        String http = system.replaceFirst("^https:", "http:");
        if (SNOMED_MISNAMED.matcher(system).matches() || http.equals("http://snomed.info/sct")) {
            return Optional.of("http://snomed.info/sct");
        }
        return Optional.of(http).filter(meant -> !meant.equals(system)).filter(definitions::hasCodeSystem);
    }

    private static List<Issue> unknownUnit(Finding finding, String unit) {
        return finding.issue(
                CODE_INVALID,
                finding.name() + " has the unit code '" + Excerpt.of(unit)
                        + "', which UCUM does not have. Send UCUM's code, as {score}, or send the unit as text alone, without system"
                        + " and code.");
    }

    private static List<Issue> wrongDisplay(Finding finding, String display) {
        return finding.issue(
                CODE_INVALID,
                finding.name() + " has a display that is not that of its code"
                        + (finding.isAboutAPerson()
                                ? ". Send the code's own, or none."
                                : ", which is '" + Excerpt.of(display) + "'. Send that, or check the code."));
    }
}
