package org.linkway.translation.itk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Code;
import org.linkway.referral.Instrument;
import org.linkway.referral.Measure;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.Score;
import org.linkway.translation.itk.DocumentPart.Field;
import org.linkway.translation.itk.DocumentPart.Heading;
import org.linkway.translation.itk.DocumentPart.Paragraph;

/** The words of a document: whom it is about, what the GP is asked to do, and what the entry says. */
final class DocumentContent {
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    /** As the NHS writes dates, so that no day is read as a month. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.UK);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.UK);
    /** With which the words of a text entry begin. */
    private static final String ACTIONS = "Actions for the GP:";

    private DocumentContent() {}

    static List<DocumentPart> of(OutboundDocument document) {
        List<DocumentPart> parts = new ArrayList<>();
        actions(document.entry()).ifPresent(words -> {
            parts.add(new Heading("Actions for the GP"));
            parts.add(new Paragraph(words));
        });
        parts.add(new Heading("Person"));
        person(document, parts);
        parts.add(new Heading("Entry"));
        entry(document, parts);
        return List.copyOf(parts);
    }

    private static void person(OutboundDocument document, List<DocumentPart> parts) {
        parts.add(new Field("Name", document.personName()));
        parts.add(new Field("NHS number", nhsNumber(document.nhsNumber())));
        document.referral().person().birthDate().ifPresent(it -> parts.add(new Field("Born", day(it))));
        parts.add(new Field("Practice", practice(document.practice())));
    }

    private static void entry(OutboundDocument document, List<DocumentPart> parts) {
        RecordEntry entry = document.entry();
        parts.add(new Field("Date", time(entry.occurredAt())));
        document.recordedBy().ifPresent(it -> parts.add(new Field("Recorded by", recorder(it))));
        SendingOrganisation sender = document.sender();
        parts.add(new Field("Sent by", sender.name() + " (" + sender.odsCode() + "), " + sender.telephone()));
        parts.add(new Field("Version", version(document)));
        entry.code().ifPresent(it -> parts.add(new Field("Code", code(it))));
        entry.measure().ifPresent(it -> measure(it, parts));
        entry.score().ifPresent(it -> parts.add(new Field("Value", value(it))));
        words(entry).forEach(line -> parts.add(new Paragraph(line)));
    }

    /** A score compares only with the same instrument in the same version; what has no total is told by its answers. */
    private static void measure(Measure measure, List<DocumentPart> parts) {
        String with = Stream.of(
                        measure.instrument().map(Instrument::display),
                        measure.version().map(version -> "version " + version),
                        measure.occasion()
                                .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        parts.add(new Field("Measured with", with));
        if (measure.total().isEmpty()) {
            parts.add(new Field(
                    "Answers", measure.items().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        }
    }

    private static Optional<String> actions(RecordEntry entry) {
        return entry.narrative()
                .filter(words -> words.startsWith(ACTIONS))
                .map(words -> words.lines().findFirst().orElse(""))
                .map(line -> line.substring(ACTIONS.length()).strip());
    }

    private static List<String> words(RecordEntry entry) {
        List<String> lines =
                entry.narrative().map(words -> words.lines().toList()).orElse(List.of());
        return actions(entry).isPresent() ? lines.subList(1, lines.size()) : lines;
    }

    private static String version(OutboundDocument document) {
        String edition = String.valueOf(document.entry().edition());
        return document.replaces().isPresent()
                ? edition + ", which replaces the version that was sent before"
                : edition;
    }

    /** A term with its code; what could not be verified is shown as it came, and said to be so. */
    private static String code(Code code) {
        String system = code.system().equals(CodeSystems.SNOMED_CT) ? "SNOMED CT" : code.system();
        String written = system + " " + code.code();
        return code.display().map(term -> term + " (" + written + ")").orElse(written)
                + (code.verified() ? "" : ", not verified");
    }

    /** UCUM writes what is no unit in braces: {@code {score}}. */
    private static String value(Score score) {
        return score.value().toPlainString() + " " + score.unit().replaceAll("[{}]", "");
    }

    private static String practice(Practice practice) {
        return practice.name()
                .map(name -> name + " (" + practice.odsCode() + ")")
                .orElse(practice.odsCode());
    }

    private static String recorder(RecordedBy by) {
        return by.name() + by.role().map(role -> ", " + role).orElse("");
    }

    /** In threes and fours, as people read it out. */
    static String nhsNumber(String digits) {
        return digits.replaceFirst("^(\\d{3})(\\d{3})(\\d{4})$", "$1 $2 $3");
    }

    private static String day(LocalDate date) {
        return DAY.format(date);
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ENGLAND));
    }
}
