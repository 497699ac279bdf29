package org.linkway.conformance.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.linkway.conformance.command.CommandFailed;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.partner.SyntheticPerson;

/**
 * Open-loop load: each report has its time, and what it waits for counts from then, also where the sender itself was late
 * because earlier answers were.
 */
final class FilingRun {
    private static final Set<String> ON_ITS_WAY = Set.of("planned", "sent");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final FilingPlan plan;
    private final PracticeRecordPartner record;
    private final FilingGateway gateway;
    private final SyntheticPeople people = new SyntheticPeople();

    FilingRun(FilingPlan plan, PracticeRecordPartner record) {
        this.plan = plan;
        this.record = record;
        this.gateway = new FilingGateway(plan.gateway());
    }

    /** The ids of so many new referrals, all accepted, each of somebody whom the practice has once. */
    List<String> open(int referrals) {
        String[] ids = new String[referrals];
        atOnce(referrals, number -> {
            SyntheticPerson person = people.next();
            record.register(person.nhsNumber());
            ids[number] = gateway.open(GpReferral.of(person));
            gateway.report(ids[number], "accepted");
        });
        // What the openings themselves have to bring to link workers is not to be measured with the filing.
        long deadline = System.nanoTime() + plan.patience().toNanos();
        while (gateway.isDelivering()) {
            if (System.nanoTime() >= deadline) {
                throw new CommandFailed("The gateway has not delivered yet what the openings caused.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return List.of(ids);
    }

    /** Reports each as seen at its time, and waits until all of that is settled. */
    FilingReport report(List<String> ids) {
        long[] answered = new long[ids.size()];
        Map<String, Long> errors = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        atOnce(ids.size(), number -> {
            waitUntil(begin + plan.dueNanos(number));
            String answer = gateway.answerTo(ids.get(number), "seen");
            answered[number] = System.nanoTime() - begin - plan.dueNanos(number);
            if (!answer.equals("201")) {
                errors.merge(answer, 1L, Long::sum);
            }
        });
        Duration reporting = Duration.ofNanos(System.nanoTime() - begin);
        List<Long> filed = filed(ids, begin, errors);
        return new FilingReport(
                new Latencies(answered),
                new Latencies(filed.stream().mapToLong(Long::longValue).toArray()),
                reporting,
                errors);
    }

    /** For each entry, from when its report was due until it was last read back. The gateway is asked once all is reported. */
    private List<Long> filed(List<String> ids, long begin, Map<String, Long> errors) {
        long deadline = System.nanoTime() + plan.patience().toNanos();
        List<Long> nanos = new ArrayList<>();
        for (int number = 0; number < ids.size(); number++) {
            List<JsonNode> entries = settledEntries(ids.get(number), deadline);
            if (entries.isEmpty()) {
                errors.merge("no entry", 1L, Long::sum);
            }
            for (JsonNode entry : entries) {
                String status = entry.get("status").asText();
                if (status.equals("filed")) {
                    nanos.add(lastReadBack(entry) - begin - plan.dueNanos(number));
                } else {
                    errors.merge("entry " + status, 1L, Long::sum);
                }
            }
        }
        return nanos;
    }

    private long lastReadBack(JsonNode entry) {
        return record.lastReadBack(entry.get("id").asText())
                .orElseThrow(() -> new CommandFailed(
                        "The gateway says that an entry is filed which this record never showed. Does it file to "
                                + record.baseUrl() + "?"));
    }

    /** As they stand once none is on its way any more, or the patience is at its end. */
    private List<JsonNode> settledEntries(String id, long deadline) {
        List<JsonNode> entries = gateway.entries(id);
        while (entries.stream()
                        .anyMatch(it -> ON_ITS_WAY.contains(it.get("status").asText()))
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            entries = gateway.entries(id);
        }
        return entries;
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Does this for each number in turn, as many at a time as there are connections. */
    private void atOnce(int count, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        List<Throwable> failures = new ArrayList<>();
        ExecutorService hands = Executors.newFixedThreadPool(plan.connections());
        IntStream.range(0, plan.connections())
                .forEach(hand -> hands.execute(() -> {
                    try {
                        for (int mine = next.getAndIncrement(); mine < count; mine = next.getAndIncrement()) {
                            work.accept(mine);
                        }
                    } catch (RuntimeException failure) {
                        next.set(count);
                        synchronized (failures) {
                            failures.add(failure);
                        }
                    }
                }));
        hands.shutdown();
        try {
            if (!hands.awaitTermination(1, TimeUnit.DAYS)) {
                throw new CommandFailed("The load did not end within a day.");
            }
        } catch (InterruptedException e) {
            hands.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CommandFailed("The load was interrupted.");
        }
        if (!failures.isEmpty()) {
            throw new CommandFailed(failures.get(0).getMessage());
        }
    }
}
