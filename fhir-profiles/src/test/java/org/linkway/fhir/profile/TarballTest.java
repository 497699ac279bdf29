package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballTest {
    private static final byte[] PIECE = new byte[1 << 16];
    private static final SortedMap<String, byte[]> FILES = new TreeMap<>(Map.of(
            "package/package.json",
            "{}".getBytes(StandardCharsets.UTF_8),
            "package/" + "long-name-".repeat(20) + ".json",
            new byte[100_000]));

    @Test
    void unpacksWhatItPacked() {
        assertThat(unpack(Tarball.pack(FILES))).usingRecursiveComparison().isEqualTo(FILES);
    }

    @Test
    void saysNothingOfWhenAndWhereItWasPacked() {
        byte[] packed = Tarball.pack(FILES);

        // RFC 1952: four bytes of time, then one of flags that tell of deflate, then one for the operating system.
        assertThat(Arrays.copyOfRange(packed, 4, 8)).containsOnly(0);
        assertThat(packed[9]).isEqualTo((byte) 255);
    }

    @Test
    void isNotFooledByOneThatIsCutShort() {
        byte[] packed = Tarball.pack(FILES);
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut))
                    .hasMessage(
                            "test.tgz is not a whole gzip-compressed tar: fetch it again, or remove it from the folder.");
        }
    }

    @Test
    void isNotFooledByBytesThatChangedOnTheWay() {
        byte[] packed = Tarball.pack(FILES);
        for (int i = 10; i < packed.length; i++) {
            byte[] changed = packed.clone();
            changed[i] ^= 0x55;
            // A few bits mean nothing.
            assertThat(catchThrowable(() -> assertThat(unpack(changed))
                            .usingRecursiveComparison()
                            .isEqualTo(FILES)))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            fault -> assertThat(fault).isInstanceOf(PackageFault.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../outside.json", "/etc/outside.json", "package/../../outside.json", "package\\..\\outside.json"
            })
    void takesNoPathThatLeadsOut(String path) throws IOException {
        byte[] packed = packed(plain(path, 2));

        assertThatThrownBy(() -> unpack(packed))
                .hasMessage("test.tgz holds '" + path
                        + "', which is not a plain file inside it: do not trust this package, and remove it.");
    }

    @Test
    void takesNoLink() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("package/link.json", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        byte[] packed = packed(link);

        assertThatThrownBy(() -> unpack(packed)).hasMessageContaining("package/link.json', which is not a plain file");
    }

    @Test
    void takesNoFileTwice() throws IOException {
        byte[] packed = packed(plain("package/twice.json", 2), plain("package/twice.json", 3));

        assertThatThrownBy(() -> unpack(packed))
                .hasMessage("test.tgz holds 'package/twice.json' twice: get it anew from its publisher.");
    }

    @Test
    void stopsUnpackingWhatIsFarTooLarge() throws IOException {
        byte[] packed = packed(plain("package/bomb.json", Tarball.MAX_BYTES));

        assertThat(packed.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> unpack(packed))
                .hasMessage(
                        "test.tgz unpacks to more than 50,000 files or 256 MiB: remove it, or mount a smaller package.");
    }

    @Test
    void stopsUnpackingFarTooManyFiles() throws IOException {
        TarArchiveEntry[] entries = new TarArchiveEntry[Tarball.MAX_FILES + 1];
        Arrays.setAll(entries, i -> plain("package/" + i + ".json", 0));
        byte[] packed = packed(entries);

        assertThatThrownBy(() -> unpack(packed)).hasMessageContaining("unpacks to more than 50,000 files");
    }

    private static SortedMap<String, byte[]> unpack(byte[] packed) {
        return Tarball.unpack("test.tgz", packed);
    }

    private static TarArchiveEntry plain(String path, int size) {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setSize(size);
        return entry;
    }

    private static byte[] packed(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                for (int left = (int) entry.getSize(); left > 0; left -= PIECE.length) {
                    tar.write(PIECE, 0, Math.min(left, PIECE.length));
                }
                tar.closeArchiveEntry();
            }
        }
        return packed.toByteArray();
    }
}
