package org.linkway.conformance.partner;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;

/**
 * A date as search compares it: from its first moment to just before the moment after it, by its precision (FHIR R4, search,
 * date).
 */
record ClinicalDate(Instant from, Instant until) {
    /** Where resources of a record say when what they tell happened. */
    private static final List<String> ELEMENTS = List.of("performed[x]", "effective[x]", "sent");

    private static final int PREFIX = 2;

    /** {@code ge2026-11-01}; of the prefixes, this record knows ge, le and eq, and eq where none is given. */
    static Predicate<DomainResource> criterion(String value) {
        String prefix = Character.isLetter(value.charAt(0)) ? value.substring(0, PREFIX) : "eq";
        ClinicalDate wanted = of(value.substring(Character.isLetter(value.charAt(0)) ? PREFIX : 0));
        Predicate<ClinicalDate> fits = switch (prefix) {
            case "ge" -> date -> date.until.isAfter(wanted.from);
            case "le" -> date -> date.from.isBefore(wanted.until);
            case "eq" -> date -> !date.from.isBefore(wanted.from) && !date.until.isAfter(wanted.until);
            default -> throw new RecordRefusal(400, "This record cannot search dates by " + prefix + ".");
        };
        return resource -> in(resource).anyMatch(fits);
    }

    private static Stream<ClinicalDate> in(DomainResource resource) {
        return ELEMENTS.stream()
                .flatMap(element -> PracticeRecords.children(resource, element, BaseDateTimeType.class))
                .filter(BaseDateTimeType::hasValue)
                .map(ClinicalDate::of);
    }

    private static ClinicalDate of(String text) {
        try {
            return of(new DateTimeType(text));
        } catch (DataFormatException | IllegalArgumentException notADate) {
            throw new RecordRefusal(400, text + " is not a date.");
        }
    }

    private static ClinicalDate of(BaseDateTimeType date) {
        Instant from = date.getValue().toInstant();
        return new ClinicalDate(from, after(from.atOffset(ZoneOffset.UTC), date.getPrecision()));
    }

    private static Instant after(OffsetDateTime from, TemporalPrecisionEnum precision) {
        OffsetDateTime until = switch (precision) {
            case YEAR -> from.plusYears(1);
            case MONTH -> from.plusMonths(1);
            case DAY -> from.plusDays(1);
            case MINUTE -> from.plusMinutes(1);
            case SECOND -> from.plusSeconds(1);
            case MILLI -> from.plusNanos(1_000_000);
        };
        return until.toInstant();
    }
}
