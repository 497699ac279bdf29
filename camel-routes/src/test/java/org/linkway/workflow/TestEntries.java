package org.linkway.workflow;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.Instrument;
import org.linkway.referral.Measure;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;

/** Entries for the GP record, as they are planned. */
public final class TestEntries {
    public static final String SNOMED_CT = "http://snomed.info/sct";
    public static final Instant HAPPENED_AT = Instant.parse("2026-03-05T10:15:00Z");
    public static final String WORDS = "Actions for the GP: None\nSocial prescribing: Completed.";

    private TestEntries() {}

    /** One that lists the codes of these entries. */
    public static CodingPolicy policy() {
        return new CodingPolicy(
                "2026-11",
                Stream.of("871731000000106", "718466001")
                        .map(sctid -> new CodingPolicy.Rule(
                                EventType.SEEN,
                                CodingPolicy.When.ALWAYS,
                                RecordResource.OBSERVATION,
                                Optional.of(new Code(SNOMED_CT, sctid, Optional.empty(), true)),
                                false))
                        .toList());
    }

    public static RecordEntry coded() {
        return codedWith("871731000000106", true);
    }

    /** The code of an episode, made by one of its referrals for all of them. */
    public static RecordEntry codedOnce() {
        RecordEntry coded = coded();
        return RecordEntry.planned(
                coded.id(),
                coded.referralId(),
                coded.cause(),
                coded.resource(),
                coded.code(),
                Optional.empty(),
                coded.narrative(),
                coded.occurredAt(),
                Optional.of(UUID.fromString("33333333-0000-4000-8000-000000000001")));
    }

    public static RecordEntry codedWith(String sctid, boolean verified) {
        return entry(
                RecordResource.PROCEDURE,
                Optional.of(
                        new Code(SNOMED_CT, sctid, Optional.of("Referral to social prescribing service"), verified)),
                Optional.empty());
    }

    /** A score of SWEMWBS, with all its answers. */
    public static RecordEntry measured() {
        Measure measure = new Measure(
                Optional.of(Instrument.SWEMWBS),
                Optional.of("2007"),
                Optional.of(Measure.Occasion.BASELINE),
                List.of(3, 3, 3, 3, 3, 3, 3),
                Optional.of(new BigDecimal("19.25")),
                Optional.empty());
        RecordEntry coded = coded();
        return RecordEntry.planned(
                coded.id(),
                coded.referralId(),
                coded.cause(),
                RecordResource.OBSERVATION,
                Optional.of(new Code(
                        SNOMED_CT,
                        "718466001",
                        Optional.of("Short Warwick-Edinburgh Mental Well-being Scale score"),
                        true)),
                Optional.of(measure),
                Optional.empty(),
                HAPPENED_AT,
                Optional.empty());
    }

    public static RecordEntry inWords() {
        return entry(RecordResource.COMMUNICATION, Optional.empty(), Optional.of(WORDS));
    }

    /** An entry of this kind; coded where there is a code. */
    public static RecordEntry entry(RecordResource resource, Optional<Code> code, Optional<String> narrative) {
        return RecordEntry.planned(
                UUID.fromString("22222222-0000-4000-8000-000000000001"),
                UUID.fromString("11111111-0000-4000-8000-000000000001"),
                UUID.fromString("11111111-0000-4000-8000-000000000002"),
                resource,
                code,
                Optional.empty(),
                narrative,
                HAPPENED_AT,
                Optional.empty());
    }
}
