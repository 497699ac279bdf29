package org.linkway.gateway.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linkway.referral.Kebab;
import org.linkway.workflow.AuditEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code audit_event}, by its columns and by {@code audit_about}. */
final class JdbcAuditSearch implements AuditSearch {
    private static final String ABOUT = """
            exists (select 1 from audit_about
                where audit_about.audit_id = audit_event.id and audit_about.recorded = audit_event.recorded
                    and audit_about.subject = :%s)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcAuditSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public List<AuditEntry> find(Question question, int limit) {
        Conditions asked = new Conditions();
        asked.add("party = :party", "party", question.party());
        asked.add(ABOUT.formatted("patient"), "patient", question.patient().map(AuditSubjects::patient));
        asked.add(ABOUT.formatted("referral"), "referral", question.referral().map(AuditSubjects::referral));
        asked.add("request_id = :request", "request", question.requestId());
        asked.add("kind = :kind", "kind", question.kind().map(Kebab::of));
        asked.add("action = :action", "action", question.action().map(AuditEntry.Action::code));
        asked.add("outcome = :outcome", "outcome", question.outcome().map(AuditEntry.Outcome::code));
        asked.add("recorded >= :from", "from", question.from().map(Instants::column));
        asked.add("recorded < :to", "to", question.to().map(Instants::column));
        asked.add(
                "(recorded, id) < (select e.recorded, e.id from audit_event e where e.id = :after)",
                "after",
                question.after());
        return jdbc.sql("select document from audit_event where " + String.join(" and ", asked.all)
                        + " order by recorded desc, id desc limit :limit")
                .params(asked.parameters)
                .param("limit", limit)
                .query((row, number) -> json.readValue(row.getString("document"), AuditEntry.class))
                .list();
    }

    private static final class Conditions {
        private final List<String> all = new ArrayList<>(List.of("true"));
        private final Map<String, Object> parameters = new HashMap<>();

        private void add(String condition, String parameter, Optional<?> value) {
            value.ifPresent(it -> {
                all.add(condition);
                parameters.put(parameter, it);
            });
        }
    }
}
