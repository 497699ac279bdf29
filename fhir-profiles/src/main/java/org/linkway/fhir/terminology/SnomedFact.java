package org.linkway.fhir.terminology;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SNOMED CT code that Linkway knows by itself, from {@code snomed-facts.csv}: a fragment of SNOMED CT. A code that is not
 * here is unknown, and not wrong.
 *
 * @param term as the source has it
 * @param kind the semantic tag (procedure, situation, finding …), where the source states it
 * @param source where code and term were seen together
 */
public record SnomedFact(String code, String term, Optional<String> kind, String source) implements Coded {
    private static final Map<String, SnomedFact> BY_CODE = load();

    public static Optional<SnomedFact> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    public static Collection<SnomedFact> all() {
        return BY_CODE.values();
    }

    @Override
    public String system() {
        return CodeSystems.SNOMED_CT;
    }

    @Override
    public String display() {
        return term;
    }

    /** Whether these words are the term: whatever their case, and with the semantic tag in brackets or without. */
    public boolean isCalled(String words) {
        return bare(words).equals(bare(term));
    }

    /** By hand: a pattern would go through what senders wrote once for each space in it. */
    private static String bare(String words) {
        String whole = words.strip();
        int tag = whole.lastIndexOf('(');
        boolean isTagged = tag >= 0 && whole.indexOf(')', tag) == whole.length() - 1;
        return (isTagged ? whole.substring(0, tag).stripTrailing() : whole).toLowerCase(Locale.ROOT);
    }

    private static Map<String, SnomedFact> load() {
        Map<String, SnomedFact> facts = new LinkedHashMap<>();
        for (List<String> row : Table.rows("snomed-facts.csv")) {
            Optional<String> kind = Optional.of(row.get(2)).filter(it -> !it.isEmpty());
            facts.put(row.get(0), new SnomedFact(row.get(0), row.get(1), kind, row.get(3)));
        }
        return Collections.unmodifiableMap(facts);
    }
}
