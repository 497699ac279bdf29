package org.linkway.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.LimitsProperties.Allowance;

class QuotaTest {
    private final AtomicLong now = new AtomicLong();
    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    @Test
    void letsABurstThroughAndThenSoManyInASecond() {
        Quota quota = Quota.of(new Allowance(2, 3, 10), clock);
        for (int request = 0; request < 3; request++) {
            assertThat(quota.enter()).isEmpty();
            quota.leave();
        }

        assertThat(quota.enter()).contains(Duration.ofMillis(500));

        now.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(quota.enter()).isEmpty();
        quota.leave();
        assertThat(quota.enter()).isPresent();
    }

    @Test
    void letsNoMoreBeWorkedAtTheSameTimeHoweverManyMayCome() {
        Quota quota = Quota.of(new Allowance(100, 100, 2), clock);
        assertThat(quota.enter()).isEmpty();
        assertThat(quota.enter()).isEmpty();

        assertThat(quota.enter()).isPresent();

        quota.leave();
        assertThat(quota.enter()).isEmpty();
    }

    @Test
    void forgetsWhoHasNotComeForLong() {
        Latest<Object> latest = new Latest<>(2, key -> new Object());
        Object first = latest.of("one");
        latest.of("two");
        assertThat(latest.of("one")).isSameAs(first);
        latest.of("three");

        assertThat(latest.of("one")).isSameAs(first);
        latest.of("four");
        latest.of("five");
        assertThat(latest.of("one")).isNotSameAs(first);
    }
}
