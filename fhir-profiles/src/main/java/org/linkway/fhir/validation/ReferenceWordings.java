package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVARIANT;
import static org.linkway.fhir.validation.GatewayError.NOT_FHIR;
import static org.linkway.fhir.validation.GatewayError.UNRESOLVED_REFERENCE;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Of references, and of the contained resources that are there to be referred to. */
final class ReferenceWordings {
    private static final Pattern ALLOWED_TYPES = Pattern.compile("\\((?:must be one of )?(.*)\\)$");
    private static final Pattern TYPE = Pattern.compile("\\b(?!CanonicalType|StructureDefinition)[A-Z]\\w+");
    private static final Pattern LAST_WORD = Pattern.compile("(\\S+)$");
    private static final Pattern BARE_UUID =
            Pattern.compile("Encountered (\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})\\)?$");

    private ReferenceWordings() {}

    static Map<String, Wording> byId() {
        Map<String, Wording> wordings = new LinkedHashMap<>();
        for (String id :
                List.of("Reference_REF_WrongTarget", "Reference_REF_BadTargetType", "Reference_REF_BadTargetType2")) {
            wordings.put(id, ReferenceWordings::wrongTarget);
        }
        Wording leadsNowhere = Wording.saying(
                UNRESOLVED_REFERENCE,
                "refers to a contained resource that is not there. Send it, or refer to another.");
        wordings.put("Reference_REF_CantResolve", leadsNowhere);
        wordings.put("http://hl7.org/fhir/StructureDefinition/Reference#ref-1", leadsNowhere);
        for (String id : List.of("Reference_REF_Format1", "Reference_REF_Format2", "REFERENCE_REF_INVALID_REF")) {
            wordings.put(id, ReferenceWordings::notAReference);
        }
        wordings.put(
                "Reference_REF_NoDisplay",
                Wording.saying(VALUE, "refers to nothing. Send a reference or an identifier, or at least a display."));
        wordings.put("Bundle_BUNDLE_Not_Local", ReferenceWordings::notInTheBundle);
        wordings.put(
                "Bundle_BUNDLE_MultipleMatches",
                Wording.saying(
                        UNRESOLVED_REFERENCE,
                        "refers to a fullUrl that more than one entry has. Give each entry a fullUrl of its own."));
        wordings.put(
                "Bundle_BUNDLE_FullUrl_Missing",
                Wording.saying(
                                UNRESOLVED_REFERENCE,
                                "is a relative reference in an entry without a fullUrl, so it cannot be told what it is relative to."
                                        + " Give the entry a fullUrl.")
                        .tolerated());
        wordings.put(
                "Resource_RES_ID_Missing",
                Wording.saying(VALUE, "has no id, and nothing can refer to it. Give it one.")
                        .tolerated());
        wordings.put(
                "CONTAINED_ORPHAN_DOM3",
                finding -> finding.issue(
                        INVARIANT,
                        "This contained " + finding.name()
                                + " is referred to by nothing that contains it. Refer to it as # and its id, or leave it out."));
        wordings.put(
                "RESOURCE_DUPLICATE_CONTAINED_ID",
                finding -> finding.issue(
                        INVARIANT,
                        "This contained " + finding.name()
                                + " has the same id as another. Give each contained resource its own."));
        return wordings;
    }

    private static List<Issue> wrongTarget(Finding finding) {
        String allowed = TYPE.matcher(finding.part(ALLOWED_TYPES).orElse(""))
                .results()
                .map(match -> match.group())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return finding.issue(
                VALUE,
                finding.name() + " refers to a resource of a type that it may not refer to. Refer to "
                        + ("AEIOU".indexOf((allowed + " ").charAt(0)) >= 0 ? "an " : "a ") + allowed + ".");
    }

    private static List<Issue> notAReference(Finding finding) {
        Optional<String> uuid = finding.part(BARE_UUID).filter(it -> !finding.isAboutAPerson());
        return finding.issue(
                NOT_FHIR,
                finding.name() + " is not a reference. Write it as "
                        + uuid.map(it -> "urn:uuid:" + it + ".")
                                .orElse("urn:uuid:…, as Type/id or as an absolute URL."));
    }

    private static List<Issue> notInTheBundle(Finding finding) {
        Optional<String> reference = finding.part(LAST_WORD);
        boolean inAnotherCase = reference.isPresent()
                && finding.surroundings().entries().all().stream()
                        .anyMatch(entry -> entry.fullUrl().equalsIgnoreCase(reference.get()));
        return finding.issue(
                UNRESOLVED_REFERENCE,
                finding.nameWith(reference, "the fullUrl of no entry. ")
                        + (inAnotherCase
                                ? "Write it in the same small and capital letters as the fullUrl."
                                : "Send what it refers to in this Bundle, or correct it."));
    }
}
