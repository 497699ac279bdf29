package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Party;

/** Finds what a condition means: {@code If-None-Exist}, or a reference that is a search. */
public interface Matches {

    /** What the party has that a FHIR search of this type finds now. */
    Found of(Party party, String type, String query);

    /** Whether something is there by now. */
    default boolean any(Absence absence) {
        return of(absence.party(), absence.type(), absence.query()).count() > 0;
    }

    /**
     * What was found.
     *
     * @param one the match, where there is exactly one
     * @param count none, one, or more than one: then 2
     * @param fault why the search cannot be made, in a sentence; empty where it was made
     */
    record Found(Optional<Version> one, int count, Optional<String> fault) {
        public static Found of(List<Version> versions) {
            return new Found(
                    versions.size() == 1 ? Optional.of(versions.get(0)) : Optional.empty(),
                    Math.min(versions.size(), 2),
                    Optional.empty());
        }

        public static Found fault(String sentence) {
            return new Found(Optional.empty(), 0, Optional.of(sentence));
        }
    }
}
