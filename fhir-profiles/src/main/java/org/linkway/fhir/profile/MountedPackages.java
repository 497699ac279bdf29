package org.linkway.fhir.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FHIR packages of others, whose definitions then constrain too. They add to FHIR R4 and to Linkway's own package, and replace
 * nothing of either.
 */
public final class MountedPackages {
    private static final Logger LOG = LoggerFactory.getLogger(MountedPackages.class);
    private static final MountedPackages NONE = new MountedPackages(List.of());

    private final List<FhirPackage> packages;

    private MountedPackages(List<FhirPackage> packages) {
        this.packages = List.copyOf(packages);
    }

    public static MountedPackages none() {
        return NONE;
    }

    /** Every {@code .tgz} in this folder, with everything that they depend on, looked through anew. */
    public static MountedPackages from(Path folder) {
        return from(folder, Set.of(), (packages, check) -> check.get());
    }

    /**
     * Every {@code .tgz} in this folder.
     *
     * @param mayBeMissing names of packages that these depend on and that need not be there
     * @param checked a file that remembers which packages were looked through before and found good, which takes seconds
     * @throws PackageFault where a package is not whole, not for this FHIR version, lacks what it leans on, or contradicts
     *     another
     */
    public static MountedPackages from(Path folder, Set<String> mayBeMissing, Path checked) {
        return from(folder, mayBeMissing, new CheckedBefore(checked)::unlessChecked);
    }

    private static MountedPackages from(
            Path folder,
            Set<String> mayBeMissing,
            BiFunction<List<FhirPackage>, Supplier<List<String>>, List<String>> lookThrough) {
        List<FhirPackage> packages = read(folder);
        PackageChecks checks = new PackageChecks(packages, mayBeMissing);
        checks.checkManifests();
        lookThrough.apply(packages, checks::checkDefinitions).forEach(LOG::warn);
        return new MountedPackages(packages);
    }

    private static List<FhirPackage> read(Path folder) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new PackageFault("The folder of FHIR packages " + folder.toAbsolutePath()
                    + " holds no .tgz file: put the packages into it, or name no folder.");
        }
        return files.stream()
                .map(FhirPackage::read)
                .filter(read -> !BuiltInPackages.provide(read))
                .toList();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new PackageFault("The folder of FHIR packages " + folder.toAbsolutePath()
                    + " is not there: make it, or name no folder.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PackageFault(
                    "The folder of FHIR packages " + folder.toAbsolutePath()
                            + " cannot be read: let this program read it, or name no folder.",
                    e);
        }
    }

    /** Linkway's own package, and after it these. */
    public List<FhirPackage> withLinkways() {
        return Stream.concat(Stream.of(LinkwayPackage.builtIn()), packages.stream())
                .toList();
    }
}
