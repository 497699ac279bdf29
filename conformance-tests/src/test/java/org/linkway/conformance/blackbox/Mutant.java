package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A gateway that does one thing wrong.
 *
 * @param requirement that it does not meet
 * @param caughtBy the test that has to say so
 * @param request what it does wrong, as the method and the address with its query
 * @param change in which way ({@link MutantProxy})
 * @param inTheBuild whether each build tries it
 */
record Mutant(
        String name,
        String requirement,
        String caughtBy,
        Pattern request,
        String change,
        String argument,
        boolean inTheBuild) {

    /** From {@code mutants.csv}. */
    static List<Mutant> all() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader =
                new InputStreamReader(Mutant.class.getResourceAsStream("/mutants.csv"), StandardCharsets.UTF_8)) {
            return format.parse(reader).stream().map(Mutant::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutant of(CSVRecord row) {
        return new Mutant(
                row.get("name"),
                row.get("requirement"),
                row.get("caught_by"),
                Pattern.compile(row.get("request")),
                row.get("change"),
                row.get("argument"),
                row.get("in_the_build").equals("yes"));
    }

    /** The argument before an arrow, and that behind it. */
    String[] sides() {
        return argument.split("=>", 2);
    }

    @Override
    public String toString() {
        return name;
    }
}
