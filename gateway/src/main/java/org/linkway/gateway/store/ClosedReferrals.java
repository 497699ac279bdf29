package org.linkway.gateway.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.ReferralStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Referrals with which everybody is done, and what goes with them. */
final class ClosedReferrals {
    private static final List<String> OPEN =
            codes(ReferralStatus.values(), ReferralStatus::isOpen, ReferralStatus::code);
    private static final List<String> DONE =
            codes(FilingStatus.values(), it -> it.isSettled() && !it.needsAPerson(), FilingStatus::code);

    /** While one of an episode is open, the others say what has been filed in it. */
    private static final String OVER = """
            referral.opened_at <= :before
            and referral.status not in (:open)
            and not exists (select 1 from referral_event e
                where e.referral_id = referral.id and (e.recorded_stamp is null or e.recorded_stamp > :before))
            and not exists (select 1 from record_entry e
                where e.referral_id = referral.id and e.status not in (:done) and e.settled_at is null)
            and not exists (select 1 from delivery d
                where d.referral_id = referral.id and d.state not in ('delivered', 'cancelled'))
            and not exists (select 1 from referral_timer t where t.referral_id = referral.id)
            and not exists (select 1 from onward_at_service o where o.referral_id = referral.id)
            and not exists (select 1 from open_episode o where o.episode_id = referral.episode_id)
            and not exists (select 1 from referral beside
                where beside.episode_id = referral.episode_id and beside.status in (:open))
            """;

    /** Children before parents. What is not about this person alone stays: the directory, and what other referrals have too. */
    private static final List<String> REMOVAL = List.of(
            """
            delete from subscription_event where exists (%s
                and gone.type = subscription_event.type and gone.id = subscription_event.resource_id)
                and number <= (select delivered from subscription where subscription.id = subscription_event.subscription_id)
            """.formatted(gone()),
            "delete from resource_index where exists (%s and gone.type = resource_index.type and gone.id = resource_index.id)"
                    .formatted(gone()),
            "delete from resource_version where exists (%s and gone.type = resource_version.type and gone.id = resource_version.id)"
                    .formatted(gone()),
            "delete from resource_of_referral where referral_id = :id",
            "delete from service_request where referral_id = :id",
            "delete from delivery where referral_id = :id",
            "delete from mesh_document where entry_id in (select id from record_entry where referral_id = :id)",
            "delete from record_entry_standing where entry_id in (select id from record_entry where referral_id = :id)",
            "delete from record_entry where referral_id = :id",
            "delete from referral_event where referral_id = :id",
            "delete from referral_identifier where referral_id = :id",
            "delete from referral where id = :id");

    private final JdbcClient jdbc;

    ClosedReferrals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static <T> List<String> codes(T[] values, Predicate<T> wanted, Function<T, String> code) {
        return Arrays.stream(values).filter(wanted).map(code).toList();
    }

    private static String gone() {
        return """
                select 1 from resource_of_referral gone
                where gone.referral_id = :id
                    and gone.type not in ('Organization', 'Practitioner', 'PractitionerRole', 'HealthcareService')
                    and not exists (select 1 from resource_of_referral other
                        where other.type = gone.type and other.id = gone.id and other.referral_id <> :id)
                """;
    }

    List<UUID> over(Instant before, int limit) {
        return over("", before).param("limit", limit).query(UUID.class).list();
    }

    private StatementSpec over(String which, Instant before) {
        return jdbc.sql("select id from referral where " + which + OVER + " order by opened_at limit :limit")
                .param("before", Instants.column(before))
                .param("open", OPEN)
                .param("done", DONE);
    }

    /** Inside the caller's transaction. Looked at again under the lock that every change of a referral takes. */
    boolean remove(UUID referral, Instant before) {
        jdbc.sql("select id from referral where id = :id for update")
                .param("id", referral)
                .query(UUID.class)
                .optional();
        if (over("id = :id and ", before)
                .param("id", referral)
                .param("limit", 1)
                .query(UUID.class)
                .list()
                .isEmpty()) {
            return false;
        }
        List<UUID> messages = jdbc.sql(
                        "select message_id from request_claim where referral_id = :id or opened_referral_id = :id")
                .param("id", referral)
                .query(UUID.class)
                .list();
        JdbcRetention.removeMessages(jdbc, messages);
        REMOVAL.forEach(statement -> jdbc.sql(statement).param("id", referral).update());
        return true;
    }
}
