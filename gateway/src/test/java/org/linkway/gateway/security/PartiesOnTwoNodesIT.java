package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.delivery.TestQueue;
import org.linkway.gateway.security.PartiesProperties.Settings;
import org.linkway.gateway.security.PartyBook.Hand;
import org.linkway.gateway.security.PartyBook.Origin;
import org.linkway.gateway.security.PartyBook.Standing;
import org.linkway.gateway.store.OnBothDatabases;
import org.linkway.gateway.store.TestDatabase;
import org.linkway.gateway.store.TestStore;
import org.linkway.workflow.Party.Kind;

/** Several nodes on one book of parties: by hand, and by what their configurations say when they start. */
@OnBothDatabases
class PartiesOnTwoNodesIT {
    private static final Hand HAND = new Hand("oona-operator", "tried by a test");

    private final TestDatabase database;
    private final AtomicLong nanos = new AtomicLong();
    /** Parties stay, so each test has its own. */
    private final String id = "p" + UUID.randomUUID();

    private final String code =
            UUID.randomUUID().toString().replace("-", "").substring(0, 20).toUpperCase(Locale.ROOT);
    private PartyBook book;

    PartiesOnTwoNodesIT(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        book = new TestStore(database.dataSource(), TestQueue.on(database.dataSource()), Clock.systemUTC()).parties();
    }

    private Parties node() {
        return new Parties(() -> book.all().stream().map(Standing::party).toList(), false, nanos::get);
    }

    @Test
    void letsAPartyGoAtOnceHereAndElsewhereAfterTwoSeconds() {
        Parties here = node();
        Parties elsewhere = node();
        put(sender(id, code), 0);
        assertThat(here.isLetIn(id)).isTrue();
        assertThat(elsewhere.isLetIn(id)).isTrue();

        put(sender(id, code).active(false), 1);
        here.changed();

        assertThat(here.isLetIn(id)).isFalse();
        assertThat(here.mayBeTold(id, "Task")).isFalse();
        assertThat(elsewhere.isLetIn(id)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(elsewhere.isLetIn(id)).isTrue();
        nanos.incrementAndGet();
        assertThat(elsewhere.isLetIn(id)).isFalse();
    }

    @Test
    void heedsAChangeThatComesWhileTheBookIsRead() {
        List<Runnable> meanwhile = new ArrayList<>();
        Parties here = new Parties(
                () -> {
                    List<RegisteredParty> read =
                            book.all().stream().map(Standing::party).toList();
                    meanwhile.forEach(Runnable::run);
                    meanwhile.clear();
                    return read;
                },
                false,
                nanos::get);
        put(sender(id, code), 0);
        meanwhile.add(() -> {
            put(sender(id, code).active(false), 1);
            here.changed();
        });

        here.active();

        assertThat(here.isLetIn(id)).isFalse();
    }

    @Test
    void bringsTheBookToWhatTheConfigurationSays() {
        String other = id + "-other";
        String otherCode = code.substring(1);
        start(Map.of(id, settings(code), other, settings(otherCode)));
        start(Map.of(id, settings(code), other, settings(otherCode)));
        assertThat(book.find(id)).contains(new Standing(sender(id, code), 1, Origin.CONFIGURATION));

        start(Map.of(id, settings(otherCode)));

        assertThat(book.find(id)).contains(new Standing(sender(id, otherCode), 2, Origin.CONFIGURATION));
        assertThat(book.find(other).map(it -> it.party().active())).contains(false);
        assertThat(book.history(id)).extracting(PartyBook.Past::changedBy).containsOnly("configuration");
    }

    @Test
    void takesAPartyOverThatWasRegisteredByHand() {
        put(sender(id, code).active(false), 0);

        start(Map.of(id, settings(code)));

        assertThat(book.find(id)).contains(new Standing(sender(id, code), 2, Origin.CONFIGURATION));
    }

    @Test
    void doesNotStartWithWhatBelongsToAPartyThatWasRegisteredByHand() {
        put(sender(id, code), 0);

        assertThatThrownBy(() -> start(Map.of(id + "-new", settings(code))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("linkway.parties." + id + "-new.odsCodes")
                .hasMessageContaining("'" + id + "'");
        assertThat(book.find(id + "-new")).isEmpty();
        put(sender(id, code).active(false), 1);
    }

    @Test
    void doesNotStartWithTwoPartiesThatWouldBeTakenForEachOther() {
        assertThatThrownBy(() -> start(Map.of(id, settings(code), id + "-2", settings(code))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("linkway.parties." + id + ".odsCodes")
                .hasMessageContaining("linkway.parties." + id + "-2.odsCodes");
        assertThat(book.find(id)).isEmpty();
    }

    private void start(Map<String, Settings> configured) {
        new ConfiguredParties(book).write(configured);
    }

    private void put(RegisteredParty party, long expectedVersion) {
        assertThat(book.put(party, Origin.ADMINISTRATION, expectedVersion, HAND, others -> List.of()))
                .isEqualTo(new PartyBook.Put.Written(expectedVersion + 1));
    }

    private static RegisteredParty sender(String id, String odsCode) {
        return settings(odsCode).under(id);
    }

    private static Settings settings(String odsCode) {
        return new Settings(
                Kind.SENDER,
                "Invented surgery",
                true,
                Set.of(odsCode),
                Set.of("system/*.cruds"),
                Optional.empty(),
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
