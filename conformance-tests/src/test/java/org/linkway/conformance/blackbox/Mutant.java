package org.linkway.conformance.blackbox;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.linkway.conformance.suite.Tables;

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
        return Tables.rows("mutants.csv").stream().map(Mutant::of).toList();
    }

    private static Mutant of(Map<String, String> row) {
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
