package org.linkway.fhir.validation;

import org.linkway.fhir.profile.MountedPackages;

/**
 * What a validator works with, beside FHIR R4 and Linkway's own package.
 *
 * @param packages whose definitions constrain too
 */
public record ValidatorSettings(MountedPackages packages, UnknownProfiles unknownProfiles) {

    /** Nothing else. */
    public static ValidatorSettings plain() {
        return new ValidatorSettings(MountedPackages.none(), UnknownProfiles.WARN);
    }
}
