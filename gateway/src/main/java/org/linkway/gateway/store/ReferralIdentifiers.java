package org.linkway.gateway.store;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.linkway.referral.BusinessIdentifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code referral_identifier}: a sender never has two referrals under one of its own identifiers. */
final class ReferralIdentifiers {
    private final JdbcClient jdbc;

    ReferralIdentifiers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In one order for everybody: two requests with the same identifiers wait for each other, but never in a circle. */
    void add(UUID referral, String sender, List<BusinessIdentifier> identifiers) {
        identifiers.stream()
                .distinct()
                .sorted(Comparator.comparing(BusinessIdentifier::system).thenComparing(BusinessIdentifier::value))
                .forEach(identifier -> jdbc.sql("""
                                insert into referral_identifier (sender, identifier_system, identifier_value, referral_id)
                                values (:sender, :system, :value, :referral)
                                """)
                        .param("sender", sender)
                        .param("system", identifier.system())
                        .param("value", identifier.value())
                        .param("referral", referral)
                        .update());
    }

    /** The referrals that stand under one of these identifiers of this sender's. */
    List<UUID> referrals(String sender, List<BusinessIdentifier> identifiers) {
        List<Object[]> pairs = identifiers.stream()
                .distinct()
                .map(identifier -> new Object[] {identifier.system(), identifier.value()})
                .toList();
        if (pairs.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct referral_id from referral_identifier
                        where sender = :sender and (identifier_system, identifier_value) in (:pairs)
                        """)
                .param("sender", sender)
                .param("pairs", pairs)
                .query(UUID.class)
                .list();
    }
}
