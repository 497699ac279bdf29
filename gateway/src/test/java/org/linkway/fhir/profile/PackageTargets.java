package org.linkway.fhir.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.linkway.fuzz.Examples;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;

/** FHIR packages: the packed file, the tar within, and the JSON within that. */
public final class PackageTargets {
    private static final String MANIFEST = """
            {"name": "example.one", "version": "1.0.0", "fhirVersions": ["4.0.1"],
             "dependencies": {"hl7.fhir.r4.core": "4.0.1", "example.two": "1.0.x"}}""";

    private PackageTargets() {}

    public static Stream<Target> all() {
        String resource = Examples.example("Linkway-Consent-minimal");
        byte[] packed = packed(MANIFEST, resource);
        return Stream.of(
                new Target("package-packed", 100, List.of(Seed.bytes(packed)), PackageTargets::read),
                new Target("package-tar", 200, List.of(Seed.bytes(unzipped(packed))), input -> read(zipped(input))),
                new Target(
                        "package-manifest",
                        100,
                        List.of(Seed.json(MANIFEST)),
                        input -> read(packed(new String(input, UTF_8), resource))),
                new Target(
                        "package-resource",
                        100,
                        List.of(Seed.json(resource)),
                        input -> read(packed(MANIFEST, new String(input, UTF_8)))));
    }

    /** What is wrong with it stops the start with a sentence. */
    private static void read(byte[] packed) {
        try {
            FhirPackage read = FhirPackage.read("spoilt.tgz", packed);
            new PackageChecks(List.of(read), Set.of("example.two")).checkManifests();
            read.resources().forEach(PackagedResource::parsed);
        } catch (PackageFault said) {
            if (!said.getMessage().contains("spoilt.tgz") && !said.getMessage().contains("example.")) {
                throw new AssertionError("a fault that names no package", said);
            }
        }
    }

    private static byte[] packed(String manifest, String resource) {
        TreeMap<String, byte[]> files = new TreeMap<>();
        files.put("package/package.json", manifest.getBytes(UTF_8));
        files.put("package/Consent-x.json", resource.getBytes(UTF_8));
        return Tarball.pack(files);
    }

    private static byte[] unzipped(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] tar) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
