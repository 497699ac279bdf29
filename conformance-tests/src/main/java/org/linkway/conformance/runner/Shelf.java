package org.linkway.conformance.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a script stands, and what it refers to beside it. */
public interface Shelf {
    /** @param path relative to the script; empty where nothing is there */
    Optional<byte[]> read(String path);

    /** A folder of this machine. Nothing outside of {@code root} is read. */
    static Shelf folder(Path folder, Path root) {
        Path whole = root.toAbsolutePath().normalize();
        return path -> {
            Path file = folder.toAbsolutePath().resolve(path).normalize();
            return file.startsWith(whole) && Files.isRegularFile(file) ? Optional.of(bytes(file)) : Optional.empty();
        };
    }

    /** A folder of the class path, which ends with a slash. */
    static Shelf classPath(String folder) {
        return path -> {
            String place = Path.of(folder).resolve(path).normalize().toString();
            try (InputStream stream = Shelf.class.getClassLoader().getResourceAsStream(place)) {
                return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
