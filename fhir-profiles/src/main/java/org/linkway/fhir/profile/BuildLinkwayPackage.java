package org.linkway.fhir.profile;

import ca.uhn.fhir.util.VersionUtil;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes Linkway's FHIR package of the definitions that are written in this module. Maven runs it once the classes are compiled.
 * Where neither the definitions nor what makes the package of them have changed, it leaves the package as it stands.
 */
public final class BuildLinkwayPackage {
    private BuildLinkwayPackage() {}

    /**
     * @param args the folder of the definitions, the folder of classes that gets the package, and a file that remembers what
     *     the package was made of
     */
    public static void main(String[] args) throws IOException {
        SortedMap<String, byte[]> sources = files(Path.of(args[0]), ".json");
        Path target = Path.of(args[1]).resolve(LinkwayPackage.PATH);
        Path made = Path.of(args[2]);

        String inputs = digest(sources, files(builder(), ".class"));
        if (!stands(target, made, inputs)) {
            byte[] packed = new PackageBuilder(sources).pack();
            Files.createDirectories(target.getParent());
            Files.write(target, packed);
            Files.writeString(made, inputs + " " + Digest.of(packed));
        }
    }

    /** The compiled classes of this package. */
    private static Path builder() {
        try {
            return Path.of(BuildLinkwayPackage.class.getResource(".").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean stands(Path target, Path made, String inputs) throws IOException {
        return Files.exists(target)
                && Files.exists(made)
                && Files.readString(made).equals(inputs + " " + Digest.of(Files.readAllBytes(target)));
    }

    private static String digest(SortedMap<String, byte[]> sources, SortedMap<String, byte[]> builder) {
        Digest digest = new Digest().add(VersionUtil.getVersion().getBytes(StandardCharsets.UTF_8));
        for (Map<String, byte[]> files : List.of(sources, builder)) {
            files.forEach((path, content) ->
                    digest.add(path.getBytes(StandardCharsets.UTF_8)).add(content));
        }
        return digest.hex();
    }

    private static SortedMap<String, byte[]> files(Path folder, String suffix) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) found.filter(path -> path.toString().endsWith(suffix))::iterator) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
