package org.linkway.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.linkway.referral.Referral;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.workflow.PublishedResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code service_request}. */
final class ServiceRequests {
    private final JdbcClient jdbc;
    private final Duration taskWithin;

    /** @param taskWithin how long one may wait for its Task */
    ServiceRequests(JdbcClient jdbc, Duration taskWithin) {
        this.jdbc = jdbc;
        this.taskWithin = taskWithin;
    }

    /** One that came alone, and waits for its Task. */
    void keep(PublishedResource request, Instant now) {
        jdbc.sql("insert into service_request (id, party, kept_at, next_at) values (:id, :party, :now, :next)")
                .param("id", request.id())
                .param("party", request.party())
                .param("now", Instants.column(now))
                .param("next", Instants.column(now.plus(taskWithin)))
                .update();
    }

    /** Those that have waited too long, the longest first. */
    List<PublishedResource> waitingTooLong(Instant now) {
        return jdbc.sql("""
                        select resource_version.* from service_request
                        join resource_version on resource_version.id = service_request.id
                        where resource_version.type = 'ServiceRequest' and service_request.next_at <= :now
                            and resource_version.superseded_at > timestamp with time zone '9999-01-01 00:00:00+00:00'
                        order by service_request.next_at, service_request.id
                        """).param("now", Instants.column(now)).query(JdbcPublishedResources::version).list().stream()
                .map(Version::resource)
                .toList();
    }

    /** Whether it was still waiting; from now on nobody asks for its Task any more. */
    boolean waitNoLonger(String id) {
        return jdbc.sql("update service_request set next_at = null where id = :id and next_at is not null")
                        .param("id", id)
                        .update()
                == 1;
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
