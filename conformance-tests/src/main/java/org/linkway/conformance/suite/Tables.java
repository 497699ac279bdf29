package org.linkway.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables of the suites: CSV (RFC 4180) below {@code suite/} on the class path, whose first line names the columns. */
public final class Tables {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .get();

    private Tables() {}

    /** By the names of their columns. */
    public static List<Map<String, String>> rows(String name) {
        try (Reader reader =
                new InputStreamReader(Tables.class.getClassLoader().getResourceAsStream("suite/" + name), UTF_8)) {
            return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
