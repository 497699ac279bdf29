package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** One validator for all tests of definitions; to make one takes seconds. */
public final class SharedValidator {
    public static final FhirContext FHIR = FhirContext.forR4();

    private static final WireGuard GUARD = new WireGuard(FHIR);
    private static final ProfileValidator VALIDATOR =
            new ProfileValidator(FHIR, new ValidatorSettings(MountedPackages.none(), UnknownProfiles.IGNORE));

    private SharedValidator() {}

    /** @param profile the canonical URL */
    public static List<Issue> issues(String json, String profile) {
        Guarded guarded = GUARD.check(json.getBytes(StandardCharsets.UTF_8), WireFormat.JSON);
        return guarded.isReadable() ? DoorNotices.of(VALIDATOR.validate(guarded, List.of(profile))) : guarded.issues();
    }
}
