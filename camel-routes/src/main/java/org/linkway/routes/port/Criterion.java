package org.linkway.routes.port;

import java.util.List;
import java.util.Optional;

/** What a resource has to meet to be found, in names and values of its {@link SearchIndex}. */
public sealed interface Criterion {

    /** One answer for each kind of criterion. */
    interface Cases<T> {
        T anyOf(AnyOf any);

        T not(Not not);

        T hasId(HasId id);

        T updated(Updated updated);

        T present(Present present);

        T coded(Coded coded);

        T refers(Refers refers);

        T timed(Timed timed);

        T linked(Linked linked);
    }

    <T> T match(Cases<T> cases);

    /** At least one of these. */
    record AnyOf(List<Criterion> criteria) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.anyOf(this);
        }
    }

    record Not(Criterion criterion) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.not(this);
        }
    }

    record HasId(String id) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.hasId(this);
        }
    }

    /** By the stamp of the version. */
    record Updated(Moment moment) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.updated(this);
        }
    }

    /** Has any value under this name. */
    record Present(String name) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.present(this);
        }
    }

    /**
     * @param system empty where any will do; {@code ""} where there has to be none
     * @param value empty where any of the system will do
     */
    record Coded(String name, Optional<String> system, Optional<String> value) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.coded(this);
        }
    }

    /** @param type empty where any will do; {@code ""} for a URL elsewhere */
    record Refers(String name, Optional<String> type, String id) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.refers(this);
        }
    }

    record Timed(String name, Moment moment) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.timed(this);
        }
    }

    /** Refers to something of this type, which the party may see too and which meets the criterion as it stands. */
    record Linked(String name, String type, Criterion there) implements Criterion {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.linked(this);
        }
    }

    /** A time to compare with. */
    record Moment(Comparison comparison, Span span) {

        /** As FHIR's prefixes mean them, for a value and a target that both last. */
        public enum Comparison {
            /** The target lies within. */
            WITHIN,
            /** It does not. */
            NOT_WITHIN,
            /** Some of the target is later than all of this. */
            LATER,
            /** Some of the target is earlier than all of this. */
            EARLIER,
            /** Some of the target is not earlier than this begins. */
            NOT_BEFORE,
            /** Some of the target is not later than this ends. */
            NOT_AFTER,
            /** All of the target is later. */
            STARTS_AFTER,
            /** All of the target is earlier. */
            ENDS_BEFORE,
            /** They have some time in common. */
            OVERLAPS
        }
    }
}
