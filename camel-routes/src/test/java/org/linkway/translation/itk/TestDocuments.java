package org.linkway.translation.itk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.Instrument;
import org.linkway.referral.Measure;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.TestReferrals;

/** Documents about an invented person. */
final class TestDocuments {
    static final UUID DOCUMENT = UUID.fromString("55555555-0000-4000-8000-000000000002");
    static final UUID FORMER = UUID.fromString("55555555-0000-4000-8000-000000000001");
    static final UUID ENTRY = UUID.fromString("55555555-0000-4000-8000-000000000010");
    static final String WORDS = """
            Actions for the GP: Please review the sleeping tablets.
            Social prescribing: completed.
            Joined the invented choir; walking group <did> not suit & was left.""";

    private static final Referral REFERRAL = TestReferrals.after(EventType.ACCEPTED, EventType.COMPLETED);
    private static final ReferralEvent CAUSE =
            REFERRAL.events().get(REFERRAL.events().size() - 1);

    private TestDocuments() {}

    static OutboundDocument inWords() {
        return of(entry(Optional.empty(), Optional.empty(), Optional.of(WORDS)), Optional.empty());
    }

    private static final Measure MEASURE = new Measure(
            Optional.of(Instrument.SWEMWBS),
            Optional.of("2007"),
            Optional.of(Measure.Occasion.FOLLOW_UP),
            List.of(3, 3, 3, 4, 3, 3, 4),
            Optional.of(new BigDecimal("21.54")),
            Optional.empty());

    static OutboundDocument inWords(String words) {
        return of(entry(Optional.empty(), Optional.empty(), Optional.of(words)), Optional.empty());
    }

    static OutboundDocument corrected() {
        RecordEntry first = entry(Optional.empty(), Optional.empty(), Optional.of(WORDS));
        return of(first.corrected(CAUSE.id(), WORDS.replace("choir", "gardening club")), Optional.of(FORMER));
    }

    static OutboundDocument coded() {
        return of(
                entry(
                        Optional.of(new Code(
                                CodeSystems.SNOMED_CT,
                                "718466001",
                                Optional.of("Short Warwick-Edinburgh Mental Well-being Scale score"),
                                true)),
                        Optional.of(MEASURE),
                        Optional.empty()),
                Optional.empty());
    }

    private static RecordEntry entry(Optional<Code> code, Optional<Measure> measure, Optional<String> words) {
        return RecordEntry.planned(
                ENTRY,
                REFERRAL.id(),
                CAUSE.id(),
                RecordResource.COMMUNICATION,
                code,
                measure,
                words,
                CAUSE.occurredAt(),
                Optional.empty());
    }

    private static OutboundDocument of(RecordEntry entry, Optional<UUID> replaces) {
        return new OutboundDocument(
                DOCUMENT,
                Instant.parse("2026-07-03T10:15:00Z"),
                replaces,
                new SendingOrganisation("ZZZ01", "Sampleton Social Prescribing", "01632 960000", "ZZZ01OT001"),
                new Practice("A81001", Optional.of("Invented Street Surgery")),
                REFERRAL,
                entry,
                TestReferrals.NHS_NUMBER);
    }
}
