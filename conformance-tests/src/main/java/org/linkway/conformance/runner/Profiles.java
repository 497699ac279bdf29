package org.linkway.conformance.runner;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Issue.Severity;
import org.linkway.fhir.validation.ProfileValidator;
import org.linkway.fhir.validation.UnknownProfiles;
import org.linkway.fhir.validation.ValidateOperation;
import org.linkway.fhir.validation.ValidateOperation.Asked;
import org.linkway.fhir.validation.ValidateOperation.Checked;
import org.linkway.fhir.validation.ValidatorSettings;
import org.linkway.fhir.validation.WireFormat;

/** By which a body can be validated: FHIR's own, Linkway's, and those of packages. Made when it is first asked, for seconds. */
public final class Profiles {
    private final MountedPackages packages;
    private ValidateOperation validator;

    public Profiles(MountedPackages packages) {
        this.packages = packages;
    }

    /**
     * Validates.
     *
     * @return the errors, as sentences; empty where no package here holds the profile
     */
    Optional<List<String>> faults(Body body, String profile) {
        ValidateOperation.Result result = validator()
                .validate(
                        body.bytes(),
                        body.format().map(WireFormat::mediaType).orElse(body.contentType()),
                        new Asked(Optional.empty(), Optional.empty(), List.of(profile), Optional.empty()));
        List<String> errors = result.issues().stream()
                .filter(issue -> issue.severity() == Severity.ERROR)
                .map(Profiles::sentence)
                .toList();
        boolean isUnknown = !(result instanceof Checked) && body.resource().isPresent();
        return isUnknown ? Optional.empty() : Optional.of(errors);
    }

    private static String sentence(Issue issue) {
        return issue.expression().map(where -> where + ": ").orElse("") + issue.sentence();
    }

    private synchronized ValidateOperation validator() {
        if (validator == null) {
            FhirContext fhir = FhirContext.forR4Cached();
            validator = new ValidateOperation(new FhirReader(
                    fhir, new ProfileValidator(fhir, new ValidatorSettings(packages, UnknownProfiles.WARN))));
        }
        return validator;
    }
}
