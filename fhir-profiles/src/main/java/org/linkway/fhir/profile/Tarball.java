package org.linkway.fhir.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * A gzip-compressed tar, the form in which FHIR packages travel. What is packed depends on the files alone: no clock, no user,
 * no machine (but for the JDK's own deflate, which the tar within does not depend on).
 */
final class Tarball {
    static final int MAX_FILES = 50_000;
    static final int MAX_BYTES = 256 << 20;

    /** 26 October 1985, 08:15 UTC, in seconds: the time that npm gives every file. */
    private static final long MODIFIED = 499_162_500;

    private static final int PLAIN_FILE = 0100644;
    private static final int UNKNOWN_SYSTEM = 255;

    private Tarball() {}

    static byte[] pack(SortedMap<String, byte[]> files) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        GzipParameters anonymous = new GzipParameters();
        anonymous.setModificationTime(0);
        anonymous.setOperatingSystem(UNKNOWN_SYSTEM);
        anonymous.setCompressionLevel(Deflater.BEST_COMPRESSION);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(packed, anonymous), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setIds(0, 0);
                entry.setNames("", "");
                entry.setMode(PLAIN_FILE);
                entry.setModTime(MODIFIED * 1000);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /**
     * The files within by their paths, of which none leads out of the tarball.
     *
     * @param name of the tarball, for people
     */
    static SortedMap<String, byte[]> unpack(String name, byte[] packed) {
        try (InputStream gzip = new GzipCompressorInputStream(new ByteArrayInputStream(packed), true)) {
            // To its end, where its checksum stands.
            byte[] tar = gzip.readNBytes(MAX_BYTES + 1);
            if (tar.length > MAX_BYTES) {
                throw tooLarge(name);
            }
            return files(name, tar);
        } catch (IOException | IllegalArgumentException e) {
            throw new PackageFault(
                    name + " is not a whole gzip-compressed tar: fetch it again, or remove it from the folder.", e);
        }
    }

    private static SortedMap<String, byte[]> files(String name, byte[] content) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(content), StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = path(name, entry);
            if (!entry.isDirectory() && files.put(path, tar.readAllBytes()) != null) {
                throw new PackageFault(name + " holds '" + path + "' twice: get it anew from its publisher.");
            }
            if (files.size() > MAX_FILES) {
                throw tooLarge(name);
            }
        }
        return files;
    }

    private static PackageFault tooLarge(String name) {
        return new PackageFault("%s unpacks to more than %,d files or %d MiB: remove it, or mount a smaller package."
                .formatted(name, MAX_FILES, MAX_BYTES >> 20));
    }

    private static String path(String name, TarArchiveEntry entry) {
        String path = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        boolean leadsOut = path.startsWith("/")
                || path.contains("\\")
                || Arrays.asList(path.split("/")).contains("..");
        if (leadsOut || !(entry.isFile() || entry.isDirectory()) || entry.isSymbolicLink() || entry.isLink()) {
            throw new PackageFault(name + " holds '" + entry.getName()
                    + "', which is not a plain file inside it: do not trust this package, and remove it.");
        }
        return path;
    }
}
