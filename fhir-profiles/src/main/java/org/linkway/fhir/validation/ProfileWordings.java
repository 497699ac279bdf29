package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.NOT_SUPPORTED;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.i18n.I18nConstants;
import org.linkway.fhir.validation.Issue.Severity;

/** Of the profiles that a resource declares. */
final class ProfileWordings {
    private static final Pattern NAMED = Pattern.compile("'([^']*)'");

    private final UnknownProfiles unknownProfiles;

    ProfileWordings(UnknownProfiles unknownProfiles) {
        this.unknownProfiles = unknownProfiles;
    }

    Map<String, Wording> byId() {
        return Map.of(
                I18nConstants.VALIDATION_VAL_PROFILE_UNKNOWN,
                this::unknown,
                I18nConstants.VALIDATION_VAL_PROFILE_WRONGTYPE,
                finding -> finding.at(finding.expression() + ".meta.profile")
                        .issue(
                                INVALID,
                                "This " + finding.name() + " declares a profile of "
                                        + finding.part(NAMED).orElse("another type")
                                        + ". Correct meta.profile, or leave it out."),
                I18nConstants.TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE,
                Wording.saying(VALUE, "is no absolute address. Write the canonical URL in full."));
    }

    private List<Issue> unknown(Finding finding) {
        // Of the body's own profiles HAPI says it twice, once without a place.
        if (unknownProfiles == UnknownProfiles.IGNORE || finding.expression().isEmpty()) {
            return List.of();
        }
        String sentence = finding.nameWith(
                        finding.part(NAMED), "a profile that is not held here, so nothing was checked against it. ")
                + "Leave it out, or ask for its FHIR package to be mounted here.";
        return finding.as(unknownProfiles == UnknownProfiles.WARN ? Severity.WARNING : Severity.ERROR)
                .issue(NOT_SUPPORTED, sentence);
    }
}
