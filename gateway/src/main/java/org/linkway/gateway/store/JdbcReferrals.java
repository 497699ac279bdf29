package org.linkway.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.referral.Conversation;
import org.linkway.referral.Episode;
import org.linkway.referral.Person;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.ReferralStatus;
import org.linkway.referral.Stage;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Party;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads a referral together with what the store keeps beside it: its events and its record entries. */
final class JdbcReferrals implements Referrals {
    private static final List<String> OPEN = Arrays.stream(ReferralStatus.values())
            .filter(ReferralStatus::isOpen)
            .map(ReferralStatus::code)
            .toList();

    private static final String OF_SERVICE_REQUEST =
            "select referral_id from service_request where party = :sender and id = :name and referral_id is not null";
    private static final String OF_CORRELATION =
            "select id from referral where sender = :sender and correlation_id = :name";
    private static final String OF_BUNDLE = "select id from referral where sender = :sender and bundle_id = :name";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Episodes episodes;
    private final ReferralIdentifiers identifiers;
    private final OnwardRegister onward;

    JdbcReferrals(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.episodes = new Episodes(jdbc);
        this.identifiers = new ReferralIdentifiers(jdbc);
        this.onward = new OnwardRegister(jdbc);
    }

    @Override
    public Optional<Referral> find(Party party, UUID id) {
        return jdbc.sql("select document from referral where id = :id and " + Visibility.ofReferrals(party))
                .param("id", id)
                .param("party", party.id())
                .query(this::referral)
                .optional()
                .map(this::withHistory);
    }

    @Override
    public List<Referral> list(Party party, Filter filter, Optional<UUID> after, int limit) {
        String wanted = (filter.statuses().isEmpty() ? "" : "and status in (:statuses) ")
                + (filter.stages().isEmpty() ? "" : "and stage in (:stages) ")
                + (filter.episode().isEmpty() ? "" : "and episode_id = :episode");
        String rest = after.isEmpty()
                ? ""
                : "and opened_at > (select opened_at from referral where id = :after and %s)"
                        .formatted(Visibility.ofReferrals(party));
        return jdbc.sql("""
                        select document from referral
                        where %s %s %s
                        order by opened_at
                        limit :limit
                        """.formatted(Visibility.ofReferrals(party), wanted, rest))
                .param("party", party.id())
                .param(
                        "statuses",
                        filter.statuses().stream().map(ReferralStatus::code).toList())
                .param("stages", filter.stages().stream().map(Stage::code).toList())
                .param("episode", filter.episode().orElse(null))
                .param("after", after.orElse(null))
                .param("limit", limit)
                .query(this::referral)
                .list();
    }

    @Override
    public Optional<Episode> openEpisode(Party party, Person person, String worker) {
        return Episodes.number(person)
                .flatMap(number -> episodes.open(number, worker))
                .map(episode -> new Episode(episode, openReferrals(party, episode)));
    }

    private List<UUID> openReferrals(Party party, UUID episode) {
        return jdbc.sql("""
                        select id from referral
                        where episode_id = :episode and status in (:open) and %s
                        order by opened_at
                        """.formatted(Visibility.ofReferrals(party)))
                .param("episode", episode)
                .param("open", OPEN)
                .param("party", party.id())
                .query(UUID.class)
                .list();
    }

    @Override
    public List<RecordEntry> entriesBeside(Party party, Referral referral) {
        return jdbc.sql("""
                        select record_entry.document
                        from record_entry join referral on referral.id = record_entry.referral_id
                        where referral.episode_id = :episode and referral.id <> :id and %s
                        order by position
                        """.formatted(Visibility.ofReferrals(party)))
                .param("episode", referral.episode())
                .param("id", referral.id())
                .param("party", party.id())
                .query(this::entry)
                .list();
    }

    @Override
    public List<UUID> withIdentifiers(Party sender, List<BusinessIdentifier> given) {
        return identifiers.referrals(sender.id(), given);
    }

    @Override
    public List<UUID> inConversation(Party sender, Optional<String> serviceRequestId, Conversation conversation) {
        return Stream.of(
                        named(sender, OF_SERVICE_REQUEST, serviceRequestId),
                        named(sender, OF_CORRELATION, conversation.correlationId()),
                        named(sender, OF_BUNDLE, conversation.bundleId()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<UUID> named(Party sender, String sql, Optional<String> name) {
        return name.map(it -> jdbc.sql(sql)
                        .param("sender", sender.id())
                        .param("name", it)
                        .query(UUID.class)
                        .list())
                .orElse(List.of());
    }

    @Override
    public Optional<UUID> withEvent(Party party, UUID event) {
        return jdbc.sql("""
                        select referral_id
                        from referral_event join referral on referral.id = referral_event.referral_id
                        where referral_event.id = :event and %s
                        """.formatted(Visibility.ofReferrals(party)))
                .param("event", event)
                .param("party", party.id())
                .query(UUID.class)
                .optional();
    }

    @Override
    public List<UUID> withOpenOnward(Party party) {
        return onward.referralsWithOpenOnward(party);
    }

    @Override
    public List<Referral> ofPerson(Party party, String nhsNumber) {
        return jdbc.sql("select document from referral where nhs_number = :nhsNumber and %s order by opened_at"
                        .formatted(Visibility.ofReferrals(party)))
                .param("nhsNumber", nhsNumber)
                .param("party", party.id())
                .query(this::referral)
                .list();
    }

    /** The history that made this version: what was added since the referral was read stays out of it. */
    private Referral withHistory(Referral referral) {
        List<ReferralEvent> events = jdbc.sql("""
                        select document from referral_event
                        where referral_id = :id and version_after <= :version
                        order by version_after
                        """)
                .param("id", referral.id())
                .param("version", referral.version())
                .query((row, number) -> json.readValue(row.getString("document"), ReferralEvent.class))
                .list();
        List<RecordEntry> entries = jdbc.sql("""
                        select record_entry.document
                        from record_entry join referral_event on referral_event.id = record_entry.cause
                        where record_entry.referral_id = :id and version_after <= :version
                        order by position
                        """)
                .param("id", referral.id())
                .param("version", referral.version())
                .query(this::entry)
                .list();
        return referral.withHistory(events, entries);
    }

    private RecordEntry entry(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("document"), RecordEntry.class);
    }

    private Referral referral(ResultSet row, int number) throws SQLException {
        return json.readValue(row.getString("document"), Referral.class);
    }
}
