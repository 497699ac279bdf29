package org.linkway.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.store.AuditBook;
import org.linkway.workflow.AuditEntry.Circumstances;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Purpose;
import org.linkway.workflow.AuditEntry.Who;

/** What a flood leaves in the audit trail. */
class TooManyTest {
    private final List<String> written = new ArrayList<>();
    private boolean fails;

    private final AuditBook book = new AuditBook() {
        @Override
        public void record(Deed deed) {
            throw new AssertionError("Nobody is named.");
        }

        @Override
        public void record(Deed deed, Circumstances circumstances) {
            if (fails) {
                throw new IllegalStateException("The database is away.");
            }
            assertThat(deed.kind()).isEqualTo(Kind.REFUSAL);
            assertThat(deed.httpStatus()).contains(429);
            written.add(circumstances.who().party() + ": " + deed.remark().orElseThrow());
        }
    };
    private final TooMany tooMany = new TooMany(book);

    @AfterEach
    void stop() {
        tooMany.destroy();
    }

    private static Circumstances of(String party, String address) {
        return new Circumstances(
                new Who(party, "sender", Set.of(), Optional.empty(), Optional.of(address)),
                Purpose.TREAT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void isOneEntryForTheFirstAndOneForAllOthers() {
        assertThat(tooMany.isFirst(of("greedy", "198.51.100.2"))).isTrue();
        for (int request = 0; request < 500; request++) {
            assertThat(tooMany.isFirst(of("greedy", "198.51.100.2"))).isFalse();
        }

        tooMany.write();

        assertThat(written).containsExactly("greedy: 500 more requests within 10 s");
        assertThat(tooMany.isFirst(of("greedy", "198.51.100.2"))).isTrue();
    }

    @Test
    void isCountedForEachPartyAndAddress() {
        assertThat(tooMany.isFirst(of("greedy", "198.51.100.2"))).isTrue();
        assertThat(tooMany.isFirst(of("greedy", "198.51.100.3"))).isTrue();
        assertThat(tooMany.isFirst(of("other", "198.51.100.2"))).isTrue();

        tooMany.write();

        assertThat(written).isEmpty();
    }

    @Test
    void isWrittenLaterWhereItCannotBeNow() {
        tooMany.isFirst(of("greedy", "198.51.100.2"));
        tooMany.isFirst(of("greedy", "198.51.100.2"));
        fails = true;
        tooMany.write();
        tooMany.isFirst(of("greedy", "198.51.100.2"));
        fails = false;

        tooMany.write();

        assertThat(written).containsExactly("greedy: 2 more requests within 10 s");
    }

    @Test
    void isWrittenWhenTheGatewayStops() {
        tooMany.isFirst(of("greedy", "198.51.100.2"));
        tooMany.isFirst(of("greedy", "198.51.100.2"));

        tooMany.destroy();

        assertThat(written).containsExactly("greedy: 1 more requests within 10 s");
    }

    @Test
    void isNeverMoreThanAnEntryEachForManyAddresses() {
        for (int address = 0; address < 10_001; address++) {
            assertThat(tooMany.isFirst(of("unknown", "address-" + address))).isTrue();
        }
        assertThat(tooMany.isFirst(of("unknown", "address-10000"))).isTrue();
    }
}
