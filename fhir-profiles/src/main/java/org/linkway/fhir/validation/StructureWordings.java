package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.NOT_FHIR;
import static org.linkway.fhir.validation.GatewayError.UNKNOWN_CONTENT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Of the form of JSON and XML: what HAPI's own parsers say, which has no ids, by the fixed part of its texts. */
final class StructureWordings {
    private static final Pattern UNKNOWN_TYPE = Pattern.compile("name '([^']*)'");
    private static final Pattern NOT_XHTML = Pattern.compile("^(?:Error parsing XHTML|Invalid entity in the XHTML)");

    private final Elements elements;

    StructureWordings(Elements elements) {
        this.elements = elements;
    }

    Map<String, Wording> byId() {
        return Map.of(
                "ILLEGAL_PROPERTY",
                Wording.saying(
                        UNKNOWN_CONTENT,
                        "has more than id and extension beside its value. Remove the rest: the value itself stands under"
                                + " the name without the underscore."),
                "Validation_VAL_Profile_OutOfOrder",
                finding -> finding.issue(
                        NOT_FHIR,
                        finding.name() + " stands after "
                                + finding.part(Pattern.compile("found after ([^)]+)"))
                                        .orElse("another")
                                + ", and in XML the order of elements counts. Put it where FHIR R4 has it, before that."));
    }

    Map<Pattern, Wording> byText() {
        Map<Pattern, Wording> wordings = new LinkedHashMap<>();
        wordings.put(starting("Unrecognized property '|Undefined element '"), this::unknownElement);
        wordings.put(starting("Undefined attribute '@"), this::unknownAttribute);
        wordings.put(
                Pattern.compile("does not appear to be a FHIR resource|unrecognized resource name"),
                finding -> finding.part(UNKNOWN_TYPE)
                        .map(type -> List.of(UnknownContent.resourceType(finding.expression(), type, elements.fhir())))
                        .orElseGet(() -> unreadable(finding)));
        wordings.put(
                starting("Unable to find resourceType property|The JSON element 'resourceType'"),
                Wording.saying(NOT_FHIR, "does not say what it is. Send its resourceType."));
        wordings.put(NOT_XHTML, StructureWordings::notXhtml);
        wordings.put(
                Pattern.compile("not a Null"), Wording.saying(NOT_FHIR, "is null. Give it a value, or leave it out."));
        wordings.put(
                starting("The property .* must be a JSON Array"),
                Wording.saying(NOT_FHIR, "may stand more than once, so in JSON it is an array. Put it in [ ]."));
        wordings.put(starting("This property must be an object"), StructureWordings::besideAValue);
        wordings.put(Pattern.compile("must be an Array, not a"), this::itemThatIsNoObject);
        wordings.put(
                Pattern.compile("must be an Object, not an Array", Pattern.CASE_INSENSITIVE),
                Wording.saying(NOT_FHIR, "may stand only once, so in JSON it is no array. Take it out of its [ ]."));
        wordings.put(Pattern.compile("must be an Object", Pattern.CASE_INSENSITIVE), this::notAnObject);
        wordings.put(
                Pattern.compile("must be a simple value, not an (Object|Array)"),
                finding -> finding.issue(
                        NOT_FHIR,
                        finding.name() + " is a plain value, so in JSON it stands alone. Take it out of its "
                                + (finding.text().contains("an Object") ? "{ }." : "[ ].")));
        wordings.put(
                Pattern.compile("must have some content|^Array cannot be empty"),
                Wording.saying(NOT_FHIR, "is empty. Give it content, or leave it out."));
        wordings.put(Pattern.compile("the primitive value must be a boolean"), ValueWordings::notABoolean);
        wordings.put(Pattern.compile("the primitive value must be a number"), ValueWordings::notANumber);
        wordings.put(
                Pattern.compile("the primitive value must be a string"),
                Wording.saying(NOT_FHIR, "is not a text. Put its value in quotes."));
        wordings.put(
                starting("Wrong namespace"),
                Wording.saying(NOT_FHIR, "is not in FHIR's namespace. Write it without a namespace of its own."));
        // What the guard has said already.
        wordings.put(Pattern.compile("is a duplicate and will be ignored"), finding -> List.of());
        wordings.put(starting("Coding has no system"), TerminologyWordings::withoutSystem);
        return wordings;
    }

    static List<Issue> unreadable(Finding finding) {
        return finding.issue(
                NOT_FHIR, finding.name() + " cannot be read as FHIR R4. Check its structure with a FHIR validator.");
    }

    private static Pattern starting(String alternatives) {
        return Pattern.compile("^(?:" + alternatives + ")");
    }

    private List<Issue> unknownElement(Finding finding) {
        return finding.part(Wording.FIRST_QUOTED)
                .map(name -> List.of(finding.located(
                        UnknownContent.element(finding.expression(), name, finding.name(), elements.at(finding)))))
                .orElseGet(() -> unreadable(finding));
    }

    private List<Issue> unknownAttribute(Finding finding) {
        return finding.part(Pattern.compile("'@([^']*)"))
                .map(name -> List.of(UnknownContent.attribute(finding.expression(), name, finding.name())))
                .orElseGet(() -> unreadable(finding));
    }

    /** HAPI says it of the whole array too, after having said that it is none. */
    private List<Issue> itemThatIsNoObject(Finding finding) {
        return finding.expression().endsWith("]") ? notAnObject(finding) : List.of();
    }

    private static List<Issue> besideAValue(Finding finding) {
        return finding.issue(
                NOT_FHIR,
                "The name _" + finding.lastName() + " stands for what accompanies " + finding.name()
                        + ", an object with id or extension. Put the value itself under " + finding.lastName() + ".");
    }

    private List<Issue> notAnObject(Finding finding) {
        return finding.issue(NOT_FHIR, finding.name() + " has parts, so in JSON it is an object. " + example(finding));
    }

    private String example(Finding finding) {
        if (elements.isOneOf(finding, Set.of("Reference"))) {
            return "Write it as {\"reference\": …}.";
        }
        if (elements.isOneOf(finding, Set.of("CodeableConcept"))) {
            return "Write it as {\"coding\": [{\"system\": …, \"code\": …}]}, or as {\"text\": …}.";
        }
        return elements.isOneOf(finding, Set.of("Coding", "Quantity"))
                ? "Write it as {\"system\": …, \"code\": …}."
                : "Put it in { }.";
    }

    private static List<Issue> notXhtml(Finding finding) {
        String what = Optional.of(finding.text())
                .filter(text -> text.contains("entity") || text.contains("character reference"))
                .map(text ->
                        "has an & that XML does not know. Write &amp; for the sign itself, and other characters as they"
                                + " are, without names such as &nbsp;.")
                .orElse("is not XHTML. Close every tag that it opens, as in <br/>, and put it all in one <div>.");
        return finding.issue(NOT_FHIR, finding.name() + " " + what);
    }
}
