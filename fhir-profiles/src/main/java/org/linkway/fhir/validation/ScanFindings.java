package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** What one scan of a body finds: which resource stands where, and what is wrong with the form. */
final class ScanFindings {
    /** Nobody corrects more at once, and a body can hold a million. */
    static final int MOST = 2_000;

    private final Map<String, String> types = new HashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private boolean unsafe;

    /** @param place of a resource below the root, as in {@code .entry[0].resource} */
    void resource(String place, String type) {
        types.put(place, Excerpt.of(type));
    }

    /** A parser can read past this. */
    void fault(Issue issue) {
        if (issues.size() < MOST) {
            issues.add(issue);
        }
    }

    /** No parser may come near this. */
    void danger(Issue issue) {
        fault(issue);
        unsafe = true;
    }

    Guarded of(String text, WireFormat format) {
        return unsafe ? Guarded.refused(format, issues) : new Guarded(text, format, new Outline(types), issues);
    }
}
