package org.linkway.fhir.profile;

import java.util.Map;
import java.util.Optional;

/** The packages that are there without being mounted. */
final class BuiltInPackages {
    private static final Map<String, String> VERSIONS =
            Map.of("hl7.fhir.r4.core", "4.0.1", LinkwayPackage.NAME, LinkwayPackage.VERSION);

    private BuiltInPackages() {}

    static Optional<String> version(String name) {
        return Optional.ofNullable(VERSIONS.get(name));
    }

    /** Is this package there already, so that its file says nothing new? */
    static boolean provide(FhirPackage mounted) {
        Optional<String> builtIn = version(mounted.name());
        if (builtIn.isPresent() && !builtIn.get().equals(mounted.version())) {
            throw new PackageFault(mounted.source() + " is " + mounted.label() + ", but Linkway has version "
                    + builtIn.get() + " built in: remove it from the folder.");
        }
        return builtIn.isPresent();
    }
}
