package org.linkway.fhir.terminology.server;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Stands in for a value set that is not held here: the validator checks nothing against one that it cannot fetch, and this
 * has the URL by which the server is asked.
 */
final class ServedValueSet {
    private ServedValueSet() {}

    /** Whether a URL is one of a value set: the validator also asks whether a code system is none. */
    static boolean isOne(String url) {
        return url != null && (url.contains("/ValueSet/") || url.contains("?fhir_vs"));
    }

    static ValueSet placeholder(String url) {
        int bar = url.indexOf('|');
        ValueSet valueSet = new ValueSet().setUrl(bar < 0 ? url : url.substring(0, bar));
        if (bar >= 0) {
            valueSet.setVersion(url.substring(bar + 1));
        }
        return valueSet;
    }

    /** It comes back from the validator as a copy, so it is known by what it lacks. */
    static boolean isPlaceholder(IBaseResource resource) {
        return resource instanceof ValueSet valueSet
                && isOne(valueSet.getUrl())
                && !valueSet.hasCompose()
                && !valueSet.hasExpansion();
    }
}
