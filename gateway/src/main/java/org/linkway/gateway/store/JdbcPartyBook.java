package org.linkway.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.linkway.gateway.security.PartyBook;
import org.linkway.gateway.security.PartyFault;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code party}, {@code party_history} and {@code used_assertion}. */
final class JdbcPartyBook implements PartyBook {
    private static final Duration LONG_GONE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final AuditBook audit;
    private final JsonMapper json;
    private final Clock clock;

    JdbcPartyBook(JdbcClient jdbc, UnitOfWork unitOfWork, AuditBook audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<Standing> all() {
        return jdbc.sql("select * from party order by id").query(this::standing).list();
    }

    @Override
    public Optional<Standing> find(String id) {
        return jdbc.sql("select * from party where id = :id")
                .param("id", id)
                .query(this::standing)
                .optional();
    }

    @Override
    public List<Past> history(String id) {
        return jdbc.sql("select * from party_history where party_id = :id order by version desc")
                .param("id", id)
                .query((row, number) -> new Past(
                        party(row),
                        row.getLong("version"),
                        Instants.read(row, "changed_at"),
                        row.getString("changed_by"),
                        row.getString("reason"),
                        digest(row.getString("document"))))
                .list();
    }

    @Override
    public Put put(
            RegisteredParty party,
            Origin origin,
            long expectedVersion,
            Hand hand,
            Function<List<Standing>, List<PartyFault>> against) {
        return unitOfWork.write(
                transaction -> {
                    jdbc.sql("update party_turn set turn = turn + 1").update();
                    List<PartyFault> faults = against.apply(all().stream()
                            .filter(it -> !it.party().id().equals(party.id()))
                            .toList());
                    if (!faults.isEmpty()) {
                        return new Put.Refused(faults);
                    }
                    String document = json.writeValueAsString(party);
                    boolean moved = expectedVersion == 0
                            ? insert(party.id(), origin, document)
                            : update(party.id(), origin, document, expectedVersion);
                    if (!moved) {
                        return new Put.Stale();
                    }
                    remember(party.id(), expectedVersion + 1, document, hand);
                    return new Put.Written(expectedVersion + 1);
                },
                () -> Optional.of(new Put.Stale()));
    }

    private boolean insert(String id, Origin origin, String document) {
        return jdbc.sql("insert into party (id, version, origin, document) values (:id, 1, :origin, :document)")
                        .param("id", id)
                        .param("origin", code(origin))
                        .param("document", document)
                        .update()
                == 1;
    }

    private boolean update(String id, Origin origin, String document, long expectedVersion) {
        return jdbc.sql("""
                        update party set version = version + 1, origin = :origin, document = :document
                        where id = :id and version = :version
                        """)
                        .param("id", id)
                        .param("origin", code(origin))
                        .param("document", document)
                        .param("version", expectedVersion)
                        .update()
                == 1;
    }

    /** The trail is chained and the history is not, so the trail says which text stands there. */
    private void remember(String id, long version, String document, Hand hand) {
        jdbc.sql("""
                        insert into party_history (party_id, version, document, changed_at, changed_by, reason)
                        values (:id, :version, :document, :now, :by, :reason)
                        """)
                .param("id", id)
                .param("version", version)
                .param("document", document)
                .param("now", Instants.column(clock.instant()))
                .param("by", hand.by())
                .param("reason", hand.reason())
                .update();
        audit.record(Deed.done(Kind.ADMIN, version == 1 ? Action.CREATE : Action.UPDATE, List.of())
                .remarking("party " + id + " at version " + version + ", sha256 " + digest(document) + ", because: "
                        + hand.reason()));
    }
    /** Those that have run out are refused for that, so their rows can go. */
    @Override
    public boolean use(String client, String jti, Instant expiresAt) {
        return unitOfWork.write(
                transaction -> {
                    jdbc.sql("delete from used_assertion where expires_at < :past")
                            .param("past", Instants.column(clock.instant().minus(LONG_GONE)))
                            .update();
                    return jdbc.sql(
                                            "insert into used_assertion (client, jti, expires_at) values (:client, :jti, :expires)")
                                    .param("client", client)
                                    .param("jti", digest(jti))
                                    .param("expires", Instants.column(expiresAt))
                                    .update()
                            == 1;
                },
                () -> Optional.of(false));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                party(row),
                row.getLong("version"),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)));
    }

    private RegisteredParty party(ResultSet row) throws SQLException {
        return json.readValue(row.getString("document"), RegisteredParty.class);
    }

    private static String code(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }
}
