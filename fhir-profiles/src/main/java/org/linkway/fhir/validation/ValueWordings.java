package org.linkway.fhir.validation;

import static java.util.Map.entry;
import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Of single values: dates, numbers, ids, addresses, texts. */
final class ValueWordings {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\((.*)\\)$");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)\\D*$");
    private static final Pattern BOUND = Pattern.compile("value of (?:\\w+\\[)?([^\\]\\s]+)");
    private static final Pattern FIXED_TO = Pattern.compile("is fixed to '([^']*)'");
    private static final Pattern PATTERN_CODE = Pattern.compile("\\[system (\\S+), code ([^,]+),");
    private static final Pattern TYPES =
            Pattern.compile("allows for the types? \\[?([^\\]]*?)\\]? but found type (\\w+)");

    private ValueWordings() {}

    static Map<String, Wording> byId() {
        Wording surroundedBySpace =
                Wording.saying(VALUE, "begins or ends with a space, or has nothing but spaces. Remove them.");
        Wording notAnInstant =
                inQuotesOrBrackets("not an instant. Write it as 2026-03-01T09:30:00Z, with its time zone.");
        Wording tooSmall = outOfBounds("smaller", "at least");
        Wording tooLarge = outOfBounds("larger", "at most");
        Wording notAUuid = Wording.saying(
                VALUE,
                "is not a UUID. Write it as urn:uuid:, then 32 digits and small letters a to f in groups of 8-4-4-4-12.");
        Wording notAnOid = Wording.saying(
                VALUE, "is not an OID. Write it as urn:oid:, then numbers with dots, as in urn:oid:2.16.840.");
        Wording pattern = Wording.where(ValueWordings::patternOfCode);
        return Map.ofEntries(
                entry(
                        "Type_Specific_Checks_DT_Date_Valid",
                        inQuotesOrBrackets("not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY.")),
                entry(
                        "Type_Specific_Checks_DT_DateTime_Valid",
                        inQuotesOrBrackets(
                                "not a date and time. Write it as 2026-03-01T09:30:00Z, or as a date alone.")),
                entry("Type_Specific_Checks_DT_DateTime_Regex", notAnInstant),
                entry("Type_Specific_Checks_DT_Instant_Valid", notAnInstant),
                entry(
                        "Type_Specific_Checks_DT_DateTime_TZ",
                        Wording.saying(VALUE, "has a time without a time zone. Write it as 2026-03-01T09:30:00Z.")),
                entry(
                        "Type_Specific_Checks_DT_DateTime_Reasonable",
                        Wording.ofValue(VALUE, "long before or after our time. Check it for a slip of the key.")),
                entry(
                        "Type_Specific_Checks_DT_Time_Valid",
                        Wording.saying(VALUE, "is not a time of the day. Write it as 09:30:00, with its seconds.")),
                entry("Type_Specific_Checks_DT_Boolean_Value", ValueWordings::notABoolean),
                entry("Type_Specific_Checks_DT_Decimal_Valid", ValueWordings::notANumber),
                entry(
                        "Type_Specific_Checks_DT_Integer_Valid",
                        Wording.ofValue(VALUE, "not a whole number. Write it in digits, without a point.")),
                entry("Type_Specific_Checks_DT_Integer_LT0", Wording.saying(VALUE, "is negative. Send 0 or more.")),
                entry("Type_Specific_Checks_DT_Integer_LT1", Wording.saying(VALUE, "is less than 1. Send 1 or more.")),
                entry("Type_Specific_Checks_DT_Integer_LT", tooSmall),
                entry("Type_Specific_Checks_DT_Integer_GT", tooLarge),
                entry("Type_Specific_Checks_DT_Decimal_LT", tooSmall),
                entry("Type_Specific_Checks_DT_Decimal_GT", tooLarge),
                entry("TYPE_SPECIFIC_CHECKS_DT_QTY_MIN_VALUE_WRONG", tooSmall),
                entry("TYPE_SPECIFIC_CHECKS_DT_QTY_MAX_VALUE_WRONG", tooLarge),
                entry(
                        "Type_Specific_Checks_DT_Primitive_NotEmpty",
                        Wording.saying(VALUE, "is empty. Give it a value, or leave it out.")),
                entry(
                        "Type_Specific_Checks_DT_Primitive_ValueExt",
                        Wording.saying(VALUE, "has no value. Give it one, or leave it out.")),
                entry("Type_Specific_Checks_DT_Primitive_WS", surroundedBySpace),
                entry("Type_Specific_Checks_DT_String_WS", surroundedBySpace),
                entry("Type_Specific_Checks_DT_Code_WS", surroundedBySpace),
                entry(
                        "Type_Specific_Checks_DT_Primitive_Length",
                        finding -> finding.issue(
                                VALUE,
                                finding.name() + " is longer than "
                                        + finding.part(LAST_NUMBER).orElse("the allowed number of")
                                        + " characters. Shorten it.")),
                entry(
                        "UNICODE_XML_BAD_CHARS",
                        Wording.saying(VALUE, "has a control character in it, which XML cannot carry. Remove it.")),
                entry(
                        "Type_Specific_Checks_DT_Base64_Valid",
                        Wording.saying(VALUE, "is not base64. Encode the content in base64, without line ends.")),
                entry("Type_Specific_Checks_DT_UUID_Strat", notAUuid),
                entry("Type_Specific_Checks_DT_UUID_Valid", notAUuid),
                entry("Type_Specific_Checks_DT_OID_Start", notAnOid),
                entry("Type_Specific_Checks_DT_OID_Valid", notAnOid),
                entry(
                        "Type_Specific_Checks_DT_URI_WS",
                        Wording.saying(
                                VALUE,
                                "has a space in it, which an address cannot have. Remove it, or write it as %20.")),
                entry(
                        "Type_Specific_Checks_DT_Identifier_System",
                        finding -> finding.at(finding.expression() + ".system")
                                .issue(
                                        VALUE,
                                        finding.name() + ".system is no absolute address. Write it in full, as in"
                                                + " https://fhir.nhs.uk/Id/nhs-number.")),
                entry(
                        "Resource_RES_ID_Malformed_Chars",
                        Wording.saying(
                                VALUE, "has characters that an id cannot have. Use letters, digits, - and . alone.")),
                entry(
                        "Resource_RES_ID_Malformed_Length",
                        Wording.saying(VALUE, "is longer than 64 characters. Shorten it.")),
                entry(
                        "DUPLICATE_ID",
                        finding -> finding.issue(
                                INVALID,
                                finding.name()
                                        + " has the same element id as another element of this resource. Change one, or leave"
                                        + " element ids out: nothing needs them.")),
                entry("_DT_Fixed_Wrong", Wording.where(ValueWordings::fixed)),
                entry("TYPE_CHECKS_PATTERN_CC", pattern),
                entry("TYPE_CHECKS_PATTERN_CC_US", pattern),
                entry("TYPE_CHECKS_FIXED_CC", pattern),
                entry("TYPE_CHECKS_FIXED_CC_US", pattern),
                entry(
                        "Terminology_TX_Coding_Count",
                        Wording.saying(
                                VALUE,
                                "does not have the codes that the profile asks for. Send the codes that it names.")),
                entry("Extension_PROF_Type", Wording.where(ValueWordings::wrongType)));
    }

    static List<Issue> notABoolean(Finding finding) {
        return finding.issue(VALUE, finding.name() + " is not a boolean. Write true or false; in JSON without quotes.");
    }

    static List<Issue> notANumber(Finding finding) {
        return finding.issue(
                VALUE, finding.name() + " is not a number that fits here. Write it in digits; in JSON without quotes.");
    }

    private static Wording inQuotesOrBrackets(String whatAndRemedy) {
        return finding -> finding.issue(
                VALUE,
                finding.nameWith(
                        finding.part(Wording.FIRST_QUOTED).or(() -> finding.part(IN_BRACKETS)), whatAndRemedy));
    }

    private static Wording outOfBounds(String than, String bound) {
        return Wording.where(finding -> finding.part(BOUND)
                .or(() -> finding.part(LAST_NUMBER))
                .map(limit -> finding.issue(
                        VALUE, finding.name() + " is " + than + " than it may be. Send " + bound + " " + limit + ".")));
    }

    private static Optional<List<Issue>> fixed(Finding finding) {
        return finding.part(FIXED_TO)
                .map(asked -> finding.issue(
                        VALUE,
                        finding.nameWith(
                                finding.part(Wording.FIRST_QUOTED),
                                "not what is asked for here. Send '" + asked + "'.")));
    }

    private static Optional<List<Issue>> patternOfCode(Finding finding) {
        return finding.part(PATTERN_CODE)
                .map(system -> finding.issue(
                        VALUE,
                        finding.name() + " does not have the code that is asked for here. Send "
                                + finding.part(Pattern.compile("code ([^,]+),")).orElse("it") + " of " + system + "."));
    }

    private static Optional<List<Issue>> wrongType(Finding finding) {
        return finding.part(TYPES)
                .map(types -> finding.issue(
                        VALUE,
                        finding.name() + " may not be of the type "
                                + finding.part(Pattern.compile("found type (\\w+)"))
                                        .orElse("that it has") + " here. Send it as "
                                + types.replace(", ", " or ") + "."));
    }
}
