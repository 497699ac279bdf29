package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.linkway.fhir.profile.MountedPackages;
import org.linkway.fhir.terminology.server.TerminologyServer;
import org.linkway.fhir.validation.UnknownProfiles;
import org.linkway.fhir.validation.ValidatorSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What messages are validated with, beside FHIR R4 and Linkway's own profiles.
 *
 * @param packages a folder of FHIR packages ({@code .tgz}) whose profiles constrain too where a message declares them; null for
 *     none
 * @param missingDependencies names of packages that those depend on and that may be missing
 * @param unknownProfiles what is done where {@code meta.profile} names a profile that is not held
 */
@Validated
@ConfigurationProperties("linkway.validation")
public record ValidationProperties(
        Path packages,
        @DefaultValue @NotNull Set<String> missingDependencies,
        @DefaultValue("warn") @NotNull UnknownProfiles unknownProfiles) {

    /**
     * Reads the packages, and throws where one is not sound.
     *
     * @param checked a file that remembers which packages were found sound
     */
    public ValidatorSettings settings(Path checked, Optional<TerminologyServer> terminologyServer) {
        MountedPackages mounted = packages == null
                ? MountedPackages.none()
                : MountedPackages.from(packages, missingDependencies, checked);
        return new ValidatorSettings(mounted, unknownProfiles, terminologyServer);
    }
}
