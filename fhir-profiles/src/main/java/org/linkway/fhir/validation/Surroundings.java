package org.linkway.fhir.validation;

import org.linkway.fhir.validation.WireGuard.Guarded;

/** The body that a finding is about. */
final class Surroundings {
    private final Guarded body;
    private Entries entries;

    Surroundings(Guarded body) {
        this.body = body;
    }

    Outline outline() {
        return body.outline();
    }

    WireFormat format() {
        return body.format();
    }

    Entries entries() {
        if (entries == null) {
            entries = Entries.of(body.text(), body.format());
        }
        return entries;
    }
}
