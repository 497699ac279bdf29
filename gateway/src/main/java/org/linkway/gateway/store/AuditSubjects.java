package org.linkway.gateway.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.linkway.workflow.AuditEntry.Subject;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out whom what was touched is about: a resource belongs to referrals, and a referral is of a person. */
final class AuditSubjects {
    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;

    AuditSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As an entry is found by it. */
    static String patient(String nhsNumber) {
        return "patient:" + nhsNumber;
    }

    /** As an entry is found by it. */
    static String referral(UUID id) {
        return "referral:" + id;
    }

    private record Belongs(Optional<UUID> referral, Optional<String> patient) {}

    List<Subject> completed(List<Subject> subjects) {
        Map<String, Belongs> resources = ofResources(subjects.stream()
                .filter(it -> it.type().isPresent() && it.id().isPresent())
                .filter(it -> it.referral().isEmpty())
                .map(AuditSubjects::place)
                .distinct()
                .toList());
        Map<UUID, String> people = ofReferrals(subjects.stream()
                .filter(it -> it.patient().isEmpty())
                .flatMap(it -> it.referral().stream())
                .collect(Collectors.toSet()));
        Belongs unknown = new Belongs(Optional.empty(), Optional.empty());
        return subjects.stream()
                .map(it -> {
                    Belongs found = resources.getOrDefault(place(it), unknown);
                    return it.of(found.referral(), found.patient());
                })
                .map(it -> it.of(Optional.empty(), it.referral().map(people::get)))
                .distinct()
                .toList();
    }

    private static String place(Subject subject) {
        return subject.type().orElse("") + "/" + subject.id().orElse("");
    }

    /** What belongs to several referrals, or to several people, is not said to be of one. */
    private Map<String, Belongs> ofResources(List<String> places) {
        Map<String, Belongs> found = new HashMap<>();
        for (int from = 0; from < places.size(); from += AT_ONCE) {
            List<String> some = places.subList(from, Math.min(places.size(), from + AT_ONCE));
            List<Object> values = new ArrayList<>();
            some.forEach(place -> values.addAll(List.of(place.split("/", 2))));
            jdbc.sql("""
                            select its.type, its.id,
                                min(cast(referral.id as varchar(36))) as referral, count(distinct referral.id) as referrals,
                                min(referral.nhs_number) as patient, count(distinct referral.nhs_number) as patients
                            from resource_of_referral its join referral on referral.id = its.referral_id
                            where (its.type, its.id) in (%s)
                            group by its.type, its.id
                            """.formatted(String.join(", ", Collections.nCopies(some.size(), "(?, ?)"))))
                    .params(values)
                    .query(row -> {
                        found.put(
                                row.getString("type") + "/" + row.getString("id"),
                                new Belongs(
                                        Optional.of(row.getString("referral"))
                                                .filter(only(row.getInt("referrals")))
                                                .map(UUID::fromString),
                                        Optional.ofNullable(row.getString("patient"))
                                                .filter(only(row.getInt("patients")))));
                    });
        }
        return found;
    }

    private static Predicate<String> only(int count) {
        return value -> count == 1;
    }

    private Map<UUID, String> ofReferrals(Set<UUID> referrals) {
        Map<UUID, String> found = new HashMap<>();
        List<UUID> all = List.copyOf(referrals);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            jdbc.sql("select id, nhs_number from referral where id in (:ids) and nhs_number is not null")
                    .param("ids", all.subList(from, Math.min(all.size(), from + AT_ONCE)))
                    .query(row -> {
                        found.put(row.getObject("id", UUID.class), row.getString("nhs_number"));
                    });
        }
        return found;
    }
}
