package org.linkway.fhir.validation;

import java.util.Optional;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.terminology.server.TerminologyServer;

/**
 * What a validator works with, beside FHIR R4 and Linkway's own package.
 *
 * @param packages whose definitions constrain too
 * @param terminologyServer asked about codes that nothing here settles
 */
public record ValidatorSettings(
        MountedPackages packages, UnknownProfiles unknownProfiles, Optional<TerminologyServer> terminologyServer) {

    /** Without a terminology server. */
    public ValidatorSettings(MountedPackages packages, UnknownProfiles unknownProfiles) {
        this(packages, unknownProfiles, Optional.empty());
    }

    /** Nothing else. */
    public static ValidatorSettings plain() {
        return new ValidatorSettings(MountedPackages.none(), UnknownProfiles.WARN);
    }
}
