package org.linkway.conformance.runner;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.linkway.fhir.profile.LinkwayProfile;

/** What R4's TestScript has no element for. */
public final class Extensions {
    /**
     * R5's {@code assert.stopTestOnFail}, which suites also write in R4: whether what follows in the test is left out where this
     * assert fails.
     */
    static final String STOP_TEST_ON_FAIL =
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-TestScript.setup.action.assert.stopTestOnFail";

    /** On a test: the id of a requirement that it shows. */
    public static final String REQUIREMENT = LinkwayProfile.BASE + "testscript-requirement";

    /**
     * On an operation: it is asked again until a FHIRPath is true of the answer ({@code until}), every so many milliseconds
     * ({@code every}), for so many at most ({@code within}).
     */
    static final String POLL = LinkwayProfile.BASE + "testscript-poll";

    /** On an operation: its source is sent with a {@code place} changed to a {@code value}, or taken out ({@link Changes}). */
    public static final String CHANGE = LinkwayProfile.BASE + "testscript-change";

    /** On an assert: the answer came within so many milliseconds. */
    static final String WITHIN = LinkwayProfile.BASE + "testscript-within";

    /**
     * On an operation that awaits a request of a {@link Caller}: what has to hold of its body, as FHIRPath or, where it begins
     * with a {@code $}, as JSONPath.
     */
    public static final String AWAITS = LinkwayProfile.BASE + "testscript-awaits";

    /** On an operation that awaits: when its request comes; the {@code next}, unless it says otherwise ({@link Awaited.When}). */
    public static final String AWAITS_WHEN = LinkwayProfile.BASE + "testscript-awaits-when";

    /** On an operation that awaits: what has to hold of the answer that its request got, as FHIRPath or JSONPath. */
    public static final String AWAITS_ANSWER = LinkwayProfile.BASE + "testscript-awaits-answer";

    private Extensions() {}

    /** The ids of the requirements that a test shows. */
    public static List<String> requirements(TestScriptTestComponent test) {
        return texts(test, REQUIREMENT);
    }

    static List<String> texts(Element element, String url) {
        return element.getExtensionsByUrl(url).stream()
                .map(extension -> extension.getValueAsPrimitive().getValueAsString())
                .toList();
    }

    static Optional<Boolean> flag(Element element, String url) {
        return texts(element, url).stream().map(Boolean::valueOf).findFirst();
    }

    static Optional<Extension> one(Element element, String url) {
        return element.getExtensionsByUrl(url).stream().findFirst();
    }

    /** @throws StepStopped where it is no whole number */
    static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StepStopped.error("The script says `" + text + "` where a whole number belongs.");
        }
    }

    static Optional<String> part(Extension whole, String name) {
        return whole.getExtensionsByUrl(name).stream()
                .map(part -> part.getValueAsPrimitive().getValueAsString())
                .findFirst();
    }
}
