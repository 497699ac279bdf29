package org.linkway.gateway.store;

import java.util.List;
import java.util.UUID;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.Referral;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code onward_at_service}: which services are to be asked how an onward referral stands. */
final class OnwardRegister {
    private final JdbcClient jdbc;

    OnwardRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inside the caller's transaction, which holds the referral's row. */
    void replace(Referral referral) {
        if (referral.work().onward().isEmpty()) {
            return;
        }
        jdbc.sql("delete from onward_at_service where referral_id = :referral")
                .param("referral", referral.id())
                .update();
        referral.work().onward().stream()
                .filter(it -> it.kind() == OnwardKind.REFERRAL && it.status().isOpen())
                .forEach(onward -> onward.service().id().ifPresent(service -> add(referral.id(), onward, service)));
    }

    private void add(UUID referral, OnwardReferral onward, String service) {
        jdbc.sql(
                        "insert into onward_at_service (onward_id, referral_id, service) values (:onward, :referral, :service)")
                .param("onward", onward.id())
                .param("referral", referral)
                .param("service", service)
                .update();
    }

    List<UUID> referralsWithOpenOnward(Party party) {
        return jdbc.sql("""
                        select distinct referral_id
                        from onward_at_service join referral on referral.id = onward_at_service.referral_id
                        where %s
                        order by referral_id
                        """.formatted(Visibility.ofReferrals(party)))
                .param("party", party.id())
                .query(UUID.class)
                .list();
    }
}
