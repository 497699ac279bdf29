package org.linkway.fhir.validation;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.linkway.fhir.profile.LinkwayProfile;

/** Puts what HAPI's validator finds into a sentence for the sender, by the id of its message; some of it needs none. */
final class Wordings {
    /** A value set of more codes is named, not listed. */
    private static final int CODES_LISTED = 12;

    private static final Pattern FIRST_QUOTED = Pattern.compile("'(?:Invalid date/time format: \")?([^'\"]*)");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\((.*)\\)$");
    private static final Pattern FIXED_TO = Pattern.compile("is fixed to '([^']*)'");
    private static final Pattern VALUE_SET = Pattern.compile("\\(?(https?://[^\\s|)]+)");
    private static final Pattern MISSING = Pattern.compile("^\\w+(?:\\.\\w+)*\\.(\\w+)(?:\\[x])?: minimum required");
    private static final Pattern SURPLUS = Pattern.compile("max allowed = (\\d+)");
    private static final Pattern ALLOWED_TYPES = Pattern.compile("\\((?:must be one of )?(.*)\\)$");
    private static final Pattern TYPE = Pattern.compile("\\b(?!CanonicalType|StructureDefinition)[A-Z]\\w+");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private static final String DATE = "not a date. Write it as YYYY-MM-DD, YYYY-MM or YYYY.";
    private static final String DATE_TIME =
            "not a date and time. Write it as 2026-03-01T09:30:00Z, or as a date alone.";
    private static final String INSTANT = "not an instant. Write it as 2026-03-01T09:30:00Z, with its time zone.";
    private static final String NUMBER = "not a number that fits here. Write it in digits; in JSON without quotes.";
    private static final String BOOLEAN = "not a boolean. Write true or false; in JSON without quotes.";

    private interface Wording {
        Optional<Issue> of(Finding finding);
    }

    private final Definitions definitions;
    private final UnknownProfiles unknownProfiles;
    private final Map<String, Wording> byId;
    private final Map<Pattern, Wording> byText;

    Wordings(Definitions definitions, UnknownProfiles unknownProfiles) {
        this.definitions = definitions;
        this.unknownProfiles = unknownProfiles;
        this.byId = byId();
        this.byText = byText();
    }

    /** The issue that a finding is; empty where the door lets it pass. */
    Optional<Issue> issue(Finding finding) {
        return finding.code()
                .map(code -> CodeWordings.issue(finding, code))
                .or(() -> wording(finding).of(finding));
    }

    private Wording wording(Finding finding) {
        if (finding.id().isEmpty()) {
            return byText.entrySet().stream()
                    .filter(wording -> wording.getKey().matcher(finding.text()).find())
                    .findFirst()
                    .map(Map.Entry::getValue)
                    .orElse(Wordings::unreadable);
        }
        return byId.getOrDefault(finding.id(), finding.id().contains("#") ? this::brokenRule : Wordings::asGiven);
    }

    private Map<String, Wording> byId() {
        Wording passes = finding -> Optional.empty();
        Wording date = malformed(DATE);
        Wording dateTime = malformed(DATE_TIME);
        Wording instant = malformed(INSTANT);
        Wording wrongTarget = Wordings::wrongTarget;
        Wording leadsNowhere = Wordings::leadsNowhere;
        Wording notAReference =
                structure("is not a reference. Write it as urn:uuid:…, as Type/id or as an absolute URL.");
        return Map.ofEntries(
                entry("Validation_VAL_Profile_Minimum", Wordings::missing),
                entry("Validation_VAL_Profile_Maximum", Wordings::surplus),
                entry("_DT_Fixed_Wrong", Wordings::fixed),
                entry("Terminology_TX_NoValid_16", this::noSuchCode),
                entry("Terminology_TX_NoValid_1_CC", this::noSuchCode),
                entry("Terminology_TX_NoValid_4", this::noSuchCode),
                entry("Terminology_TX_NoValid_12", this::noSuchCode),
                entry("Type_Specific_Checks_DT_Date_Valid", date),
                entry("Type_Specific_Checks_DT_DateTime_Valid", dateTime),
                entry("Type_Specific_Checks_DT_DateTime_Regex", instant),
                entry("Type_Specific_Checks_DT_Instant_Valid", instant),
                entry("Type_Specific_Checks_DT_DateTime_TZ", Wordings::withoutTimeZone),
                entry("Type_Specific_Checks_DT_Boolean_Value", Wordings::notABoolean),
                entry("Type_Specific_Checks_DT_Decimal_Valid", Wordings::notANumber),
                entry("Type_Specific_Checks_DT_Integer_Valid", Wordings::notANumber),
                entry("Reference_REF_WrongTarget", wrongTarget),
                entry("Reference_REF_BadTargetType", wrongTarget),
                entry("Reference_REF_BadTargetType2", wrongTarget),
                entry("Reference_REF_CantResolve", leadsNowhere),
                entry("http://hl7.org/fhir/StructureDefinition/Reference#ref-1", leadsNowhere),
                entry("Reference_REF_Format1", notAReference),
                entry("Reference_REF_Format2", notAReference),
                entry("REFERENCE_REF_INVALID_REF", notAReference),
                entry(I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN, this::unknownProfile),
                // What required bindings lack is said by ids of its own; this one is about code systems and displays.
                entry("Terminology_PassThrough_TX_Message", passes),
                // R4 asks for full URLs and ids of some entries only; a reference that leads nowhere is found in
                // translation.
                entry("Bundle_BUNDLE_Entry_NoFullUrl", passes),
                entry("Bundle_BUNDLE_FullUrl_Missing", passes),
                entry("Resource_RES_ID_Missing", passes),
                // An extension in an odd place changes nothing that Linkway reads.
                entry("Extension_EXTP_Context_Wrong", passes),
                entry("Extension_EXTP_Context_Wrong_VER", passes));
    }

    /** For what HAPI's own parser says, which has no ids: by the fixed part of its texts. */
    private static Map<Pattern, Wording> byText() {
        return Map.of(
                Pattern.compile("^Unrecognized property '"),
                finding -> finding.part(FIRST_QUOTED)
                        .map(name -> UnknownContent.element(finding.expression(), name, finding.name())),
                Pattern.compile("^Contained resource does not appear to be a FHIR resource"),
                finding ->
                        finding.part(FIRST_QUOTED).map(type -> UnknownContent.resourceType(finding.expression(), type)),
                Pattern.compile("^Unable to find resourceType property"),
                structure("does not say what it is. Send its resourceType."),
                Pattern.compile("^The property .* must be an? (JSON )?Array"),
                structure("may stand more than once, so in JSON it is an array. Put it in [ ]."),
                Pattern.compile("^Th(e|is) property .* must be an Object", Pattern.CASE_INSENSITIVE),
                structure("has parts, so in JSON it is an object. Put it in { }."),
                Pattern.compile("must have some content|^Array cannot be empty"),
                structure("is empty. Give it content, or leave it out."),
                Pattern.compile("the primitive value must be a boolean"),
                Wordings::notABoolean,
                Pattern.compile("the primitive value must be a number"),
                Wordings::notANumber,
                Pattern.compile("the primitive value must be a string"),
                structure("is not a text. Put its value in quotes."));
    }

    private static Wording structure(String whatAndRemedy) {
        return finding -> Optional.of(finding.issue(GatewayError.NOT_FHIR, finding.name() + " " + whatAndRemedy));
    }

    private static Optional<Issue> unreadable(Finding finding) {
        return Optional.of(finding.issue(
                GatewayError.NOT_FHIR,
                finding.name() + " cannot be read as FHIR R4. Check its structure with a FHIR validator."));
    }

    private Optional<Issue> brokenRule(Finding finding) {
        String[] rule = finding.id().split("#", 2);
        String says = definitions.rule(rule[0], rule[1]).orElse(rule[1]);
        return Optional.of(finding.issue(
                GatewayError.INVARIANT,
                rule[0].startsWith(LinkwayProfile.BASE)
                        ? says
                        : finding.name() + " breaks the rule " + rule[1] + " of FHIR R4: " + says + ". Correct it."));
    }

    private static Optional<Issue> missing(Finding finding) {
        return finding.part(MISSING)
                .map(child -> finding.at(finding.expression() + "." + child))
                .map(child -> child.issue(GatewayError.REQUIRED, child.name() + " is missing. Add it."))
                .or(() -> asGiven(finding));
    }

    private static Optional<Issue> surplus(Finding finding) {
        return finding.part(SURPLUS)
                .map(most -> finding.issue(
                        GatewayError.INVALID, "More than " + most + " of an element stand here. " + finding.text()))
                .or(() -> asGiven(finding));
    }

    private static Optional<Issue> fixed(Finding finding) {
        return finding.part(FIXED_TO)
                .map(asked -> finding.issue(
                        GatewayError.VALUE,
                        finding.nameWith(
                                finding.part(FIRST_QUOTED), "not what is asked for here. Send '" + asked + "'.")))
                .or(() -> asGiven(finding));
    }

    private Optional<Issue> noSuchCode(Finding finding) {
        Optional<String> value =
                finding.id().equals("Terminology_TX_NoValid_16") ? finding.part(FIRST_QUOTED) : Optional.empty();
        return Optional.of(finding.issue(
                GatewayError.CODE_INVALID,
                finding.nameWith(value, "not one of the codes that have to be used here. ") + remedy(finding)));
    }

    private String remedy(Finding finding) {
        String valueSet = finding.part(VALUE_SET).orElse("");
        List<String> codes = definitions.codes(valueSet);
        return codes.isEmpty() || codes.size() > CODES_LISTED
                ? "Send one from " + valueSet + "."
                : "Send one of " + String.join(", ", codes) + ".";
    }

    private static Wording malformed(String what) {
        return finding -> Optional.of(finding.issue(
                GatewayError.VALUE,
                finding.nameWith(finding.part(FIRST_QUOTED).or(() -> finding.part(IN_BRACKETS)), what)));
    }

    private static Optional<Issue> withoutTimeZone(Finding finding) {
        return Optional.of(finding.issue(
                GatewayError.VALUE,
                finding.name() + " has a time without a time zone. Write it as 2026-03-01T09:30:00Z."));
    }

    private static Optional<Issue> notABoolean(Finding finding) {
        return Optional.of(finding.issue(GatewayError.VALUE, finding.name() + " is " + BOOLEAN));
    }

    private static Optional<Issue> notANumber(Finding finding) {
        return Optional.of(finding.issue(GatewayError.VALUE, finding.name() + " is " + NUMBER));
    }

    private static Optional<Issue> wrongTarget(Finding finding) {
        String allowed = TYPE.matcher(finding.part(ALLOWED_TYPES).orElse(""))
                .results()
                .map(match -> match.group())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return Optional.of(finding.issue(
                GatewayError.VALUE,
                finding.name() + " refers to a resource of a type that it may not refer to. Refer to a " + allowed
                        + "."));
    }

    private static Optional<Issue> leadsNowhere(Finding finding) {
        return Optional.of(finding.issue(
                GatewayError.UNRESOLVED_REFERENCE,
                finding.name() + " refers to a contained resource that is not there. Send it, or refer to another."));
    }

    private Optional<Issue> unknownProfile(Finding finding) {
        String sentence = finding.nameWith(
                        finding.part(FIRST_QUOTED),
                        "a profile that is not held here, so nothing was checked against it. ")
                + "Leave it out, or ask for its FHIR package to be mounted here.";
        return unknownProfiles == UnknownProfiles.IGNORE
                ? Optional.empty()
                : Optional.of(new Issue(
                        GatewayError.NOT_SUPPORTED,
                        unknownProfiles == UnknownProfiles.WARN,
                        Optional.of(finding.expression()),
                        sentence));
    }

    private static Optional<Issue> asGiven(Finding finding) {
        String text = finding.outline().isAboutAPerson(finding.expression())
                ? QUOTED.matcher(finding.text()).replaceAll(Matcher.quoteReplacement("the value"))
                : finding.text();
        return Optional.of(finding.issue(GatewayError.INVALID, finding.name() + " does not hold: " + text + "."));
    }
}
