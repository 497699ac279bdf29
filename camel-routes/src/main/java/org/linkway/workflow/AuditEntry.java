package org.linkway.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One line of the audit trail: who did what, when, about whom, why, and what came of it. It names patients, and so stands in a
 * protected table and nowhere else.
 *
 * @param recorded when it was written down, to the millisecond
 */
public record AuditEntry(UUID id, Instant recorded, Deed deed, Circumstances circumstances) {

    /** What was done. Linkway's word; which FHIR interaction it was is in the circumstances. */
    public enum Kind {
        CREATE,
        READ,
        VREAD,
        HISTORY,
        QUERY,
        UPDATE,
        PATCH,
        DELETE,
        OPERATION,
        /** Data of people left in bulk, or by itself: an event feed, a notification with content, a delivery to a partner. */
        EXPORT,
        /** Asked for and not done: the outcome says whose fault it was. */
        REFUSAL,
        /** How far an entry for a GP record has come. */
        FILING,
        /** Something about the gateway was changed by hand. */
        ADMIN,
        /** Somebody came in by their identity provider, or as a local user of the sandbox. */
        SIGN_IN,
        SIGN_OUT
    }

    /** FHIR R4, AuditEvent.action. */
    public enum Action {
        CREATE("C"),
        READ("R"),
        UPDATE("U"),
        DELETE("D"),
        EXECUTE("E");

        private final String code;

        Action(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** FHIR R4, AuditEvent.outcome. */
    public enum Outcome {
        SUCCESS("0"),
        /** Refused, or not possible, for a reason of theirs: a minor failure. */
        THEIRS("4"),
        /** Failed on Linkway's side, or on that of a partner: a serious failure. */
        OURS("8");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** By the status of an answer. */
        public static Outcome of(int httpStatus) {
            if (httpStatus >= 500) {
                return OURS;
            }
            return httpStatus >= 400 ? THEIRS : SUCCESS;
        }
    }

    /** Why, by HL7's v3-ActReason. */
    public enum Purpose {
        /** Treatment: the person's own care. */
        TREAT,
        /** Healthcare operations: the gateway is looked after, or looked into. */
        HOPERAT
    }

    /**
     * What was done, about whom.
     *
     * @param httpStatus of the answer, where there was one
     * @param recipient to which destination data left by itself
     * @param query what was asked, as it was asked
     * @param remark a word about it, such as the status of a filing; free text only where a person says why
     *     they changed something by hand
     */
    public record Deed(
            Kind kind,
            Action action,
            Outcome outcome,
            Optional<Integer> httpStatus,
            Optional<String> recipient,
            Optional<String> query,
            List<Subject> subjects,
            Optional<String> remark) {
        public Deed {
            subjects = List.copyOf(subjects);
        }

        /** Done, on nothing more than this. */
        public static Deed done(Kind kind, Action action, List<Subject> subjects) {
            return new Deed(
                    kind,
                    action,
                    Outcome.SUCCESS,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    subjects,
                    Optional.empty());
        }

        public Deed about(List<Subject> now) {
            return new Deed(kind, action, outcome, httpStatus, recipient, query, now, remark);
        }

        public Deed answered(int status) {
            return new Deed(kind, action, Outcome.of(status), Optional.of(status), recipient, query, subjects, remark);
        }

        public Deed asking(Optional<String> now) {
            return new Deed(kind, action, outcome, httpStatus, recipient, now, subjects, remark);
        }

        public Deed came(Outcome now) {
            return new Deed(kind, action, now, httpStatus, recipient, query, subjects, remark);
        }

        public Deed to(String destination, Outcome came) {
            return new Deed(kind, action, came, httpStatus, Optional.of(destination), query, subjects, remark);
        }

        public Deed remarking(String word) {
            return new Deed(kind, action, outcome, httpStatus, recipient, query, subjects, Optional.of(word));
        }
    }

    /**
     * What it was about: a resource, a referral, or a person alone.
     *
     * @param type the FHIR resource type
     * @param version empty where it is not about one version
     * @param referral to which it belongs, where it belongs to one alone
     * @param patient the NHS number, where it is known and is one alone
     */
    public record Subject(
            Optional<String> type,
            Optional<String> id,
            Optional<Long> version,
            Optional<UUID> referral,
            Optional<String> patient) {

        public static Subject resource(String type, String id, Optional<Long> version) {
            return new Subject(Optional.of(type), Optional.of(id), version, Optional.empty(), Optional.empty());
        }

        public static Subject referral(UUID referral) {
            return new Subject(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(referral), Optional.empty());
        }

        public static Subject person(String nhsNumber) {
            return new Subject(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(nhsNumber));
        }

        /** What is known already stays. */
        public Subject of(Optional<UUID> itsReferral, Optional<String> itsPatient) {
            return new Subject(type, id, version, referral.or(() -> itsReferral), patient.or(() -> itsPatient));
        }
    }

    /**
     * Who did it, why, and by which request.
     *
     * @param interaction the code of FHIR's restful-interaction; empty where it was none
     */
    public record Circumstances(
            Who who,
            Purpose purpose,
            Optional<String> interaction,
            Optional<String> requestId,
            Optional<String> correlationId) {}

    /**
     * Who did it.
     *
     * @param party the id of the party; {@code unknown} where nobody proved who they are
     * @param kind what the party may see, in kebab-case; {@code unknown} likewise
     * @param odsCodes of its organisations
     * @param person the human behind it, where known
     * @param address from which the request came; empty for what Linkway does by itself
     */
    public record Who(
            String party, String kind, Set<String> odsCodes, Optional<String> person, Optional<String> address) {
        public Who {
            odsCodes = Set.copyOf(odsCodes);
        }
    }

    /** With the times and words of a database: a patch is told from an update by its interaction. */
    public static AuditEntry of(UUID id, Instant recorded, Deed deed, Circumstances circumstances) {
        boolean patches =
                deed.kind() == Kind.UPDATE && circumstances.interaction().equals(Optional.of("patch"));
        Deed written = patches
                ? new Deed(
                        Kind.PATCH,
                        deed.action(),
                        deed.outcome(),
                        deed.httpStatus(),
                        deed.recipient(),
                        deed.query(),
                        deed.subjects(),
                        deed.remark())
                : deed;
        return new AuditEntry(id, recorded, written, circumstances);
    }
}
