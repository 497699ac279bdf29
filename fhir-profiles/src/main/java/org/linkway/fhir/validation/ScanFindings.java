package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.fhir.validation.WireGuard.Guarded;

/** What one scan of a body finds: which resource stands where, and what is wrong with the form. */
final class ScanFindings {
    /** Nobody corrects more at once, and a body can hold a million. */
    static final int MOST = 1_000;

    /** FHIR resources in use nest to about 20; a Bundle adds three. */
    static final int MAX_DEPTH = 64;

    /** The fullest referral has 500. What HAPI has to say of a body can take it time that grows with the square of them. */
    static final int MAX_ELEMENTS = 10_000;

    /** The fullest referral has 20. HAPI follows references from one to the next on its stack ({@link RoomyStack}). */
    static final int MAX_RESOURCES = 100;

    private final Map<String, String> types = new HashMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private int elements;
    private boolean unsafe;

    /** @param place of a resource below the root, as in {@code .entry[0].resource} */
    void resource(String place, String type) {
        types.put(place, Excerpt.of(type));
    }

    /** An object or a value of JSON, an element of XML. */
    void element() {
        elements++;
    }

    /**
     * Why this body is not worth any more work.
     *
     * @param depth of what is being read
     */
    Optional<Issue> tooMuch(int depth) {
        if (depth > MAX_DEPTH) {
            return tooMuch("nests more than " + MAX_DEPTH + " levels deep. Send a flatter resource.");
        }
        if (types.size() > MAX_RESOURCES) {
            return tooMuch("has more than " + MAX_RESOURCES + " resources. Send them in more than one body.");
        }
        return elements > MAX_ELEMENTS
                ? tooMuch("has more than " + MAX_ELEMENTS + " elements. Send them in more than one body.")
                : Optional.empty();
    }

    private static Optional<Issue> tooMuch(String what) {
        return Optional.of(Issue.error(GatewayError.TOO_COMPLEX, "The body " + what));
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
