package org.linkway.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.workflow.PublishedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code service_request}. */
final class ServiceRequests {
    private final JdbcClient jdbc;

    ServiceRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that came alone, and waits for its Task. */
    void keep(PublishedResource request, Instant now) {
        jdbc.sql("insert into service_request (id, party, kept_at, next_at) values (:id, :party, :now, :now)")
                .param("id", request.id())
                .param("party", request.party())
                .param("now", Instants.column(now))
                .update();
    }

    /** A second referral for the same request meets the key. */
    void open(Referral referral) {
        referral.published().ifPresent(published -> {
            boolean waited = jdbc.sql("""
                                    update service_request set referral_id = :referral, next_at = null
                                    where id = :id and party = :party and referral_id is null
                                    """)
                            .param("referral", referral.id())
                            .param("id", published.serviceRequestId())
                            .param("party", referral.sender())
                            .update()
                    == 1;
            if (!waited) {
                jdbc.sql("""
                                insert into service_request (id, party, referral_id, kept_at)
                                values (:id, :party, :referral, :now)
                                """)
                        .param("id", published.serviceRequestId())
                        .param("party", referral.sender())
                        .param("referral", referral.id())
                        .param("now", Instants.column(referral.receivedAt()))
                        .update();
            }
        });
    }

    /** Another referral that the same request opened before; empty or one. */
    List<UUID> openedBefore(Referral referral) {
        return referral.published().stream()
                .flatMap(published -> jdbc
                        .sql("select referral_id from service_request where id = :id and referral_id <> :referral")
                        .param("id", published.serviceRequestId())
                        .param("referral", referral.id())
                        .query(UUID.class)
                        .list()
                        .stream())
                .toList();
    }
}
