package org.linkway.translation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.referral.Practice;
import org.linkway.workflow.Traced;
import org.linkway.workflow.Traced.Death;

/** A Patient as the Personal Demographics Service answers it (PDS FHIR API, Get patient details). */
public final class TracedMapper {
    /** Dates in a Patient are days there. */
    public static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** Elsewhere it has stood below other hosts. */
    private static final String DEATH_NOTIFICATION = "/StructureDefinition/Extension-UKCore-DeathNotificationStatus";

    /** PDS says U; L, M and N are HL7's words for no more protection than that. Any other word is taken for a restriction. */
    private static final Set<String> UNRESTRICTED = Set.of("U", "L", "M", "N");

    /** {@code usual} is PDS's only name for today; others write {@code official}, or nothing. */
    private static final Set<NameUse> OF_TODAY = Set.of(NameUse.USUAL, NameUse.OFFICIAL);

    private TracedMapper() {}

    /**
     * What it says for today.
     *
     * @param patient with an id, which is the NHS number that stands
     * @param today in England
     */
    public static Traced.Found toModel(Patient patient, LocalDate today) {
        return new Traced.Found(
                patient.getIdElement().getIdPart(),
                birthDate(patient),
                familyNames(patient, today),
                practice(patient, today),
                death(patient),
                restricted(patient));
    }

    /** PDS may know the year alone, which proves nobody. */
    private static Optional<LocalDate> birthDate(Patient patient) {
        return Optional.ofNullable(patient.getBirthDateElement().getValueAsString())
                .filter(date -> date.length() == 10)
                .map(LocalDate::parse);
    }

    private static Set<String> familyNames(Patient patient, LocalDate today) {
        return patient.getName().stream()
                .filter(name -> name.getUse() == null || OF_TODAY.contains(name.getUse()))
                .filter(name -> holds(name.getPeriod(), today))
                .map(HumanName::getFamily)
                .filter(Objects::nonNull)
                .filter(family -> !family.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The latest where one ends on the day on which another begins; none where it is not clear which. */
    private static Optional<Practice> practice(Patient patient, LocalDate today) {
        List<Registration> current = patient.getGeneralPractitioner().stream()
                .filter(practice -> holds(practice.getIdentifier().getPeriod(), today))
                .flatMap(practice -> registration(practice).stream())
                .distinct()
                .sorted(Comparator.comparing(Registration::since).reversed())
                .toList();
        boolean unclear = current.size() > 1
                && current.get(0).since().equals(current.get(1).since());
        return unclear ? Optional.empty() : current.stream().findFirst().map(Registration::practice);
    }

    private record Registration(Practice practice, LocalDate since) {}

    private static Optional<Registration> registration(Reference practice) {
        return OdsCodeMapper.odsCode(practice.getIdentifier())
                .map(code -> new Registration(
                        new Practice(code, Optional.ofNullable(practice.getDisplay())),
                        first(practice.getIdentifier().getPeriod())));
    }

    private static Death death(Patient patient) {
        boolean dead =
                patient.hasDeceased() && !(patient.getDeceased() instanceof BooleanType said && !said.booleanValue());
        return notification(patient)
                .map(code -> switch (code) {
                    case "2" -> Death.FORMAL;
                    case "U" -> Death.NONE;
                    default -> Death.INFORMAL;
                })
                .orElse(dead ? Death.INFORMAL : Death.NONE);
    }

    private static Optional<String> notification(Patient patient) {
        return patient.getExtension().stream()
                .filter(extension ->
                        extension.getUrl() != null && extension.getUrl().endsWith(DEATH_NOTIFICATION))
                .flatMap(extension -> extension.getExtensionsByUrl("deathNotificationStatus").stream())
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .flatMap(status -> ((CodeableConcept) status).getCoding().stream())
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static boolean restricted(Patient patient) {
        return patient.getMeta().getSecurity().stream()
                .anyMatch(label -> !UNRESTRICTED.contains(Objects.requireNonNullElse(label.getCode(), "")));
    }

    private static boolean holds(Period period, LocalDate today) {
        return !first(period).isAfter(today) && !last(period).isBefore(today);
    }

    private static LocalDate first(Period period) {
        return period.getStartElement().hasValue() ? day(period.getStartElement(), false) : LocalDate.MIN;
    }

    private static LocalDate last(Period period) {
        return period.getEndElement().hasValue() ? day(period.getEndElement(), true) : LocalDate.MAX;
    }

    /** @param last the last day of a month or a year that is given alone, and not the first */
    private static LocalDate day(BaseDateTimeType date, boolean last) {
        String written = date.getValueAsString();
        if (written.length() > 10) {
            return LocalDate.ofInstant(date.getValue().toInstant(), ENGLAND);
        }
        if (written.length() == 10) {
            return LocalDate.parse(written);
        }
        YearMonth month = written.length() == 7
                ? YearMonth.parse(written)
                : YearMonth.of(Integer.parseInt(written), last ? 12 : 1);
        return last ? month.atEndOfMonth() : month.atDay(1);
    }
}
