package org.linkway.fhir.terminology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The tables that come with Linkway: one row a line, cells between commas, remarks after {@code #}. */
final class Table {
    private Table() {}

    /** @param name of the file below {@code /terminology} on the class path */
    static List<List<String>> rows(String name) {
        try (InputStream in = Table.class.getResourceAsStream("/terminology/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
