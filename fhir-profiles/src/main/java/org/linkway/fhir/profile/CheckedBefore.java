package org.linkway.fhir.profile;

import ca.uhn.fhir.util.VersionUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers, in a file, which packages were looked through and found good, and what there was to say about them. */
final class CheckedBefore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedBefore.class);

    private final Path file;

    CheckedBefore(Path file) {
        this.file = file;
    }

    /**
     * What there is to say about these packages.
     *
     * @param check that finds it out, which is asked once
     */
    List<String> unlessChecked(List<FhirPackage> packages, Supplier<List<String>> check) {
        String digest = digest(packages);
        return remembered(digest).orElseGet(() -> {
            List<String> found = check.get();
            remember(digest, found);
            return found;
        });
    }

    /** Other packages, another build of Linkway's or another HAPI would have to be looked through anew. */
    private static String digest(List<FhirPackage> packages) {
        Digest digest = new Digest();
        digest.add(VersionUtil.getVersion().getBytes(StandardCharsets.UTF_8));
        digest.add(LinkwayPackage.builtIn().digest().getBytes(StandardCharsets.UTF_8));
        packages.forEach(held -> digest.add(held.digest().getBytes(StandardCharsets.UTF_8)));
        return digest.hex();
    }

    private Optional<List<String>> remembered(String digest) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty() || !lines.get(0).equals(digest)
                    ? Optional.empty()
                    : Optional.of(lines.subList(1, lines.size()));
        } catch (IOException e) {
            LOG.warn("{} cannot be read, so the FHIR packages are looked through anew", file, e);
            return Optional.empty();
        }
    }

    private void remember(String digest, List<String> said) {
        List<String> lines = new ArrayList<>(List.of(digest));
        said.forEach(sentence -> lines.add(sentence.replaceAll("\\R", " ")));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so the FHIR packages are looked through at the next start too", file, e);
        }
    }
}
