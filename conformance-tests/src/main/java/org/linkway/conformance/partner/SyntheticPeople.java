package org.linkway.conformance.partner;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.linkway.fhir.identifier.NhsNumber;

/**
 * Makes people up, each with an NHS number that holds and that nobody before them had. The numbers start at a random place in
 * the range, so that runs against the same gateway seldom meet.
 */
public final class SyntheticPeople {
    private static final String TEST_RANGE = "999";
    private static final int RANGE_SIZE = 1_000_000;
    private static final List<String> GIVEN =
            List.of("Exampla", "Testina", "Placido", "Fictina", "Sampler", "Mockford");
    private static final List<String> FAMILY = List.of("Invented", "Madeup", "Fictional", "Imagined", "Pretend");

    private final AtomicInteger next;

    public SyntheticPeople() {
        this(new Random().nextLong());
    }

    /** The same people each time, for the same seed. */
    public SyntheticPeople(long seed) {
        next = new AtomicInteger(new Random(seed).nextInt(RANGE_SIZE));
    }

    /** Somebody new. Safe for many threads. */
    public SyntheticPerson next() {
        while (true) {
            int number = Math.floorMod(next.getAndIncrement(), RANGE_SIZE);
            String nineDigits = TEST_RANGE + "%06d".formatted(number);
            var nhsNumber = IntStream.range(0, 10)
                    .mapToObj(checkDigit -> nineDigits + checkDigit)
                    .filter(candidate -> NhsNumber.fault(candidate).isEmpty())
                    .findFirst();
            // One in eleven has no check digit that would do.
            if (nhsNumber.isPresent()) {
                return new SyntheticPerson(
                        nhsNumber.get(),
                        GIVEN.get(number % GIVEN.size()),
                        FAMILY.get(number % FAMILY.size()),
                        LocalDate.of(1950, 1, 1).plusDays(number % 15_000));
            }
        }
    }
}
