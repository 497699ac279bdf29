package org.linkway.gateway.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Verification;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PersonTrace;
import org.linkway.workflow.Traced;

class SparedTraceTest {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final PersonTrace DOWN = person -> {
        throw new PartnerUnavailable("The demographics service answered 503.", Optional.of(Duration.ofSeconds(7)));
    };

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T10:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile PersonTrace lookup = DOWN;
    private final SparedTrace trace = new SparedTrace(
            person -> {
                asked.incrementAndGet();
                return lookup.trace(person);
            },
            new PdsProperties("https://pds.example.org", Optional.empty(), Optional.empty(), 3, PAUSE),
            movedClock());

    @AfterEach
    void stop() {
        answer.countDown();
        threads.shutdownNow();
    }

    @Test
    void saysThatThePracticeHasNoPartInWhatTheLookupDoes() {
        assertThatThrownBy(this::ask).isInstanceOfSatisfying(HeldUp.class, it -> {
            assertThat(it).hasMessage("The demographics service answered 503.");
            assertThat(it.retryAfter()).contains(Duration.ofSeconds(7));
        });
    }

    @Test
    void isAskedByOneAtATimeOnceItHasFailedOftenEnough() throws Exception {
        fail(3);
        assertThat(trace.failing()).containsExactly("the demographics service");
        fail(20);
        assertThat(asked).as("spared").hasValue(3);

        lookup = person -> {
            awaitQuietly();
            return new Traced.NotFound();
        };
        now.updateAndGet(it -> it.plus(PAUSE).plusMillis(1));
        List<Future<Throwable>> entries = IntStream.range(0, 20)
                .mapToObj(number -> threads.submit(() -> catchThrowable(this::ask)))
                .toList();
        await().until(() -> entries.stream().filter(Future::isDone).count() == 19);
        assertThat(asked).as("by one, and the others are held up").hasValue(4);

        answer.countDown();
        await().until(() -> entries.stream().allMatch(Future::isDone));
        assertThat(trace.failing()).isEmpty();
        assertThat(ask()).isEqualTo(new Traced.NotFound());
    }

    @Test
    void isSparedAgainWhereTheOneFails() {
        fail(3);
        now.updateAndGet(it -> it.plus(PAUSE).plusMillis(1));

        fail(10);

        assertThat(asked).hasValue(4);
        assertThat(catchThrowable(this::ask))
                .isInstanceOfSatisfying(
                        HeldUp.class, it -> assertThat(it.retryAfter()).contains(PAUSE));
    }

    @Test
    void isThereWhereItAnswersThatItWillNotSay() {
        lookup = person -> {
            throw new PartnerRefused("The demographics service answered 400.");
        };

        IntStream.range(0, 10).forEach(number -> assertThatThrownBy(this::ask).isInstanceOf(PartnerRefused.class));

        assertThat(trace.failing()).isEmpty();
        assertThat(asked).hasValue(10);
    }

    private void fail(int times) {
        IntStream.range(0, times)
                .forEach(number -> assertThatThrownBy(this::ask).isInstanceOf(HeldUp.class));
    }

    private Traced ask() {
        return trace.trace(new Person(
                Optional.of("9990000018"),
                Verification.VERIFIED,
                new PersonName(Optional.empty(), List.of("Nora"), Optional.of("Testperson"), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                false));
    }

    private void awaitQuietly() {
        try {
            answer.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Clock movedClock() {
        InstantSource moved = now::get;
        return moved.withZone(ZoneOffset.UTC);
    }
}
