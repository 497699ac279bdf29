package org.linkway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.gateway.store.TestChanges.NOON;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.security.PartyBook;
import org.linkway.gateway.security.PartyBook.Hand;
import org.linkway.gateway.security.PartyBook.Origin;
import org.linkway.gateway.security.PartyBook.Past;
import org.linkway.gateway.security.PartyBook.Put;
import org.linkway.gateway.security.PartyBook.Standing;
import org.linkway.gateway.security.PartyCheck;
import org.linkway.gateway.security.PartyFault;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.gateway.store.AuditSearch.Question;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.Party;
import org.springframework.dao.DataAccessException;

/** Parties with every form that they had, and assertions that were used up. */
@OnBothDatabases
class PartyBookIT {
    private static final Hand HAND = new Hand("Ada Auditable", "They asked for it");

    private final TestDatabase database;
    private final TestClock clock = new TestClock(NOON);
    /** Parties stay, so each test has its own. */
    private final String id = "p" + UUID.randomUUID();

    private TestStore store;
    private PartyBook book;

    PartyBookIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = new TestStore(database.emptied(), TestQueue.on(database.dataSource()), clock);
        book = store.parties();
    }

    @Test
    void keepsAPartyWithEverythingThatItHas() {
        RegisteredParty party = new RegisteredParty(
                id,
                Party.Kind.WORKER,
                "Invented workers",
                true,
                Set.of("ABC12", "ABC13"),
                Set.of("local.read"),
                Optional.of("{\"keys\": []}"),
                Optional.of(URI.create("https://workers.invalid/jwks.json")),
                Set.of("client"),
                Set.of("workers.invalid"),
                true,
                Set.of("https://x|42"),
                Map.of(Channel.WEBHOOK, "https://workers.invalid/hook"),
                Optional.of("mesh"));

        assertThat(put(party, 0)).isEqualTo(new Put.Written(1));

        assertThat(book.find(id)).contains(new Standing(party, 1, Origin.ADMINISTRATION));
        assertThat(book.all()).contains(new Standing(party, 1, Origin.ADMINISTRATION));
    }

    @Test
    void remembersEveryFormWithWhoAndWhy() {
        put(party("A10001"), 0);
        clock.advance(Duration.ofHours(1));
        RegisteredParty gone = party("A10001").active(false);
        book.put(gone, Origin.ADMINISTRATION, 1, new Hand("Bo Bold", "Their key was stolen"), others -> List.of());

        List<Past> history = book.history(id);

        assertThat(history).extracting(Past::version).containsExactly(2L, 1L);
        assertThat(history).extracting(Past::party).containsExactly(gone, party("A10001"));
        assertThat(history).extracting(Past::changedBy).containsExactly("Bo Bold", "Ada Auditable");
        assertThat(history).extracting(Past::reason).containsExactly("Their key was stolen", "They asked for it");
        assertThat(history).extracting(Past::changedAt).containsExactly(NOON.plus(Duration.ofHours(1)), NOON);
    }

    @Test
    void recordsEachChangeInTheTrailWithWhyAndWhatIsKept() {
        put(party("A10001"), 0);
        put(party("A10002"), 1);

        List<AuditEntry> entries = trail();

        assertThat(entries).extracting(it -> it.deed().action()).containsExactly(Action.UPDATE, Action.CREATE);
        List<Past> history = book.history(id);
        for (int i = 0; i < 2; i++) {
            assertThat(entries.get(i).deed().remark())
                    .contains("party " + id + " at version " + (2 - i) + ", sha256 "
                            + history.get(i).digest() + ", because: They asked for it");
            assertThat(entries.get(i).circumstances().who().person()).contains("Ada Auditable");
        }
        assertThat(history.get(0).digest())
                .hasSize(64)
                .isNotEqualTo(history.get(1).digest());
    }

    @Test
    void changesNothingOnAnotherVersion() {
        put(party("A10001"), 0);

        assertThat(put(party("A10002"), 0)).isEqualTo(new Put.Stale());
        assertThat(put(party("A10002"), 2)).isEqualTo(new Put.Stale());

        assertThat(book.find(id).map(Standing::party)).contains(party("A10001"));
        assertThat(book.history(id)).hasSize(1);
        assertThat(trail()).hasSize(1);
    }

    @Test
    void changesNothingThatAnotherHasAnythingAgainst() {
        PartyFault fault = new PartyFault("odsCodes", "taken");

        Put put = book.put(party("A10001"), Origin.ADMINISTRATION, 0, HAND, others -> List.of(fault));

        assertThat(put).isEqualTo(new Put.Refused(List.of(fault)));
        assertThat(book.find(id)).isEmpty();
        assertThat(book.history(id)).isEmpty();
        assertThat(trail()).isEmpty();
    }

    @Test
    void letsOneOfThoseWinWhoChangeAtTheSameTime() throws ExecutionException, InterruptedException {
        put(party("A10001"), 0);

        List<Put> results = Together.run(8, number -> put(party("B1000" + number), 1));

        assertThat(results).filteredOn(new Put.Written(2)::equals).hasSize(1);
        assertThat(results).filteredOn(new Put.Stale()::equals).hasSize(7);
        assertThat(book.history(id)).extracting(Past::version).containsExactly(2L, 1L);
    }

    @Test
    void letsOneOfThoseWinWhoCreateAtTheSameTime() throws ExecutionException, InterruptedException {
        List<Put> results = Together.run(8, number -> put(party("B1000" + number), 0));

        assertThat(results).filteredOn(new Put.Written(1)::equals).hasSize(1);
        assertThat(results).filteredOn(new Put.Stale()::equals).hasSize(7);
    }

    @Test
    void givesToOneAloneWhatSeveralAskForAtTheSameTime() throws ExecutionException, InterruptedException {
        String code =
                "S" + UUID.randomUUID().toString().replaceAll("[^0-9a-f]", "").substring(0, 12);

        List<Put> results = Together.run(6, number -> {
            RegisteredParty party = party(id + "-" + number, code);
            return book.put(
                    party,
                    Origin.ADMINISTRATION,
                    0,
                    HAND,
                    others -> PartyCheck.clashes(
                            party, others.stream().map(Standing::party).toList()));
        });

        assertThat(results).filteredOn(Put.Written.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Put.Refused.class::isInstance).hasSize(5);
    }

    @Test
    void keepsTheHistoryAsItWasWritten() {
        put(party("A10001"), 0);

        Stream.of(
                        "update party_history set changed_by = 'nobody' where party_id = '" + id + "'",
                        "delete from party_history where party_id = '" + id + "'")
                .forEach(statement -> assertThatThrownBy(
                                () -> store.jdbc().sql(statement).update())
                        .as(statement)
                        .isInstanceOf(DataAccessException.class));

        assertThat(book.history(id)).extracting(Past::changedBy).containsExactly("Ada Auditable");
    }

    @Test
    void takesAnAssertionOnceWhicheverNodeItComesTo() throws ExecutionException, InterruptedException {
        PartyBook other = new TestStore(database.dataSource(), TestQueue.on(database.dataSource()), clock).parties();
        Instant end = NOON.plus(Duration.ofMinutes(5));

        List<Boolean> results = Together.run(8, number -> (number % 2 == 0 ? book : other).use("oak", "the same", end));

        assertThat(results).filteredOn(it -> it).hasSize(1);
        assertThat(other.use("elm", "the same", end)).isTrue();
        assertThat(other.use("oak", "another", end)).isTrue();
        assertThat(other.use("oak", "x".repeat(100_000), end)).isTrue();
    }

    @Test
    void forgetsAssertionsLongAfterTheyHaveRunOut() {
        book.use("oak", "first", NOON.plus(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(14));
        book.use("oak", "second", NOON.plus(Duration.ofMinutes(19)));
        assertThat(book.use("oak", "first", NOON.plus(Duration.ofMinutes(5)))).isFalse();

        clock.advance(Duration.ofMinutes(2));
        book.use("oak", "third", NOON.plus(Duration.ofMinutes(20)));

        assertThat(store.rows("used_assertion")).isEqualTo(2);
    }

    private List<AuditEntry> trail() {
        Question question = new Question(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Kind.ADMIN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return store.auditSearch().find(question, 10_000).stream()
                .filter(it ->
                        it.deed().remark().filter(remark -> remark.contains(id)).isPresent())
                .sorted((one, other) -> other.deed()
                        .remark()
                        .get()
                        .compareTo(one.deed().remark().get()))
                .toList();
    }

    private Put put(RegisteredParty party, long expectedVersion) {
        return book.put(party, Origin.ADMINISTRATION, expectedVersion, HAND, others -> List.of());
    }

    private RegisteredParty party(String odsCode) {
        return party(id, odsCode);
    }

    private static RegisteredParty party(String id, String odsCode) {
        return new RegisteredParty(
                id,
                Party.Kind.SENDER,
                "Invented surgery",
                true,
                Set.of(odsCode),
                Set.of("system/*.cruds"),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                Map.of(),
                Optional.empty());
    }
}
