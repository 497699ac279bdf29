package org.linkway.gateway.journey;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.linkway.fhir.identifier.NhsNumber;

/** Somebody whom nobody else in these tests is, with a number from the test range. */
public record InventedPerson(String nhsNumber, String family) {
    private static final AtomicInteger NEXT = new AtomicInteger(100_000);
    private static final Set<String> FAMILIES = ConcurrentHashMap.newKeySet();

    public static InventedPerson called(String family) {
        FAMILIES.add(family);
        return new InventedPerson(nextNumber(), family);
    }

    /** Of everybody who was invented so far. */
    static Set<String> families() {
        return FAMILIES;
    }

    /** One number in eleven has no check digit, and is passed over. */
    private static String nextNumber() {
        while (true) {
            String first = "999" + NEXT.incrementAndGet();
            String found = IntStream.range(0, 10)
                    .mapToObj(digit -> first + digit)
                    .filter(number -> NhsNumber.fault(number).isEmpty())
                    .findFirst()
                    .orElse("");
            if (!found.isEmpty()) {
                return found;
            }
        }
    }
}
