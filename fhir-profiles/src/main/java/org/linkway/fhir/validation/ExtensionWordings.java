package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.NOT_SUPPORTED;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Of extensions. */
final class ExtensionWordings {
    private static final Pattern TYPES = Pattern.compile("allows for the types? \\[?([^\\]]*?)\\]? but found type");
    private static final Pattern URL = Pattern.compile("(https?://[^\\s|']+)");
    private static final Pattern ALLOWED_IN = Pattern.compile("allowed(?: for this version)? = ([^)]*)\\)");

    private ExtensionWordings() {}

    static Map<String, Wording> byId() {
        // An extension in an odd place changes nothing that Linkway reads.
        Wording wrongPlace = Wording.where(ExtensionWordings::wrongPlace).tolerated();
        Wording noVersion = Wording.saying(VALUE, "has a version behind its url. Leave out the | and what follows.");
        return Map.ofEntries(
                Map.entry("Extension_EXT_Unknown", ExtensionWordings::unknown),
                Map.entry(
                        "Extension_EXT_Url_NotFound",
                        finding -> finding.at(finding.expression() + ".url")
                                .issue(REQUIRED, finding.name() + ".url is missing. Add it.")),
                Map.entry(
                        "Extension_EXT_URL_Absolute",
                        Wording.saying(
                                VALUE,
                                "has a url that is no absolute address. Write it in full, as its definition has it.")),
                Map.entry("Extension_EXT_Type", Wording.where(ExtensionWordings::wrongType)),
                Map.entry(
                        "Extension_EXT_Simple_ABSENT",
                        Wording.saying(
                                VALUE,
                                "has no value, and its definition asks for one. Add it, or leave the extension out.")),
                Map.entry(
                        "Extension_EXT_Simple_WRONG",
                        Wording.saying(
                                VALUE,
                                "has extensions of its own, where its definition asks for a value. Send the value.")),
                Map.entry("Extension_EXTP_Context_Wrong", wrongPlace),
                Map.entry("Extension_EXTP_Context_Wrong_VER", wrongPlace),
                Map.entry("EXT_VER_URL_NOT_ALLOWED", noVersion),
                Map.entry(
                        "Extension_EXT_Modifier_N",
                        Wording.saying(
                                INVALID, "can turn the meaning round. Send it as modifierExtension, or leave it out.")),
                Map.entry(
                        "Extension_EXT_Modifier_Y",
                        Wording.saying(INVALID, "cannot turn any meaning round. Send it as extension.")));
    }

    private static List<Issue> unknown(Finding finding) {
        if (finding.expression().contains(".modifierExtension")) {
            return finding.issue(
                    NOT_SUPPORTED,
                    finding.name()
                            + " is not known here, and it could turn the meaning round. Leave it out, or send what it says"
                            + " as text.");
        }
        return finding.issue(
                NOT_SUPPORTED,
                finding.name() + " is not known here" + url(finding) + ", so it was not checked. It is kept as it is.");
    }

    private static String url(Finding finding) {
        return finding.part(URL)
                .filter(url -> !finding.isAboutAPerson())
                .map(url -> " by its url " + Excerpt.of(url))
                .orElse("");
    }

    private static Optional<List<Issue>> wrongType(Finding finding) {
        return finding.part(TYPES)
                .map(types -> finding.issue(
                        VALUE,
                        finding.name() + " has a value of the type "
                                + finding.part(Pattern.compile("found type (\\w+)"))
                                        .orElse("that it may not have")
                                + ", and its definition asks for " + types.replace(", ", " or ") + ". Send it so."));
    }

    private static Optional<List<Issue>> wrongPlace(Finding finding) {
        return finding.part(ALLOWED_IN)
                .map(places -> finding.issue(
                        INVALID,
                        finding.name() + " has the extension "
                                + finding.part(URL).orElse("") + ", which belongs in "
                                + places.replace("e:", "").replace(",", " or ") + ". Put it there, or leave it out."));
    }
}
