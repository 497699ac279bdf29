package org.linkway.translation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.identifier.NhsNumber;
import org.linkway.fhir.terminology.NhsNumberStatus;
import org.linkway.fhir.terminology.PreferredContactMethod;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.referral.Address;
import org.linkway.referral.Code;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Practice;
import org.linkway.referral.Verification;
import org.linkway.translation.BundleIndex.Entry;

/** UK Core Patient, and what a request says about contacting them, to {@link Person}. */
final class PersonMapper {
    private static final String INTERPRETER_REQUIRED =
            "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
    private static final String CONTACT_PREFERENCE =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference";
    /** SDOH Clinical Care: never dropped, for whoever is contacted against it may be harmed. */
    private static final String CONTACT_PROHIBITED = "contacting-subject-prohibited";
    /** v3-Confidentiality: restricted, very restricted; and the NHS's S flag. */
    private static final Set<String> SENSITIVE = Set.of("R", "V", "S");

    private PersonMapper() {}

    static Person toModel(
            BundleIndex index,
            Entry<Patient> entry,
            Entry<ServiceRequest> request,
            InboundRules rules,
            Findings findings) {
        Patient patient = entry.resource();
        Optional<Identified> nhsNumber = nhsNumber(patient, entry.path(), rules, findings);
        List<PreferredContactMethod> methods = contactMethods(patient);
        return new Person(
                nhsNumber.map(it -> it.identifier().getValue()),
                nhsNumber.map(it -> verification(it, findings)).orElse(Verification.NOT_STATED),
                name(patient),
                birthDate(patient),
                Optional.ofNullable(patient.getGender()).map(gender -> gender.toCode()),
                address(patient),
                ContactMapper.toModel(patient),
                methods.stream()
                        .flatMap(method -> ContactMapper.preferred(method).stream())
                        .findFirst(),
                language(patient),
                patient.getExtensionsByUrl(INTERPRETER_REQUIRED).stream()
                        .anyMatch(it -> it.getValue() instanceof BooleanType required
                                && Boolean.TRUE.equals(required.getValue())),
                reasonableAdjustments(index),
                safeContactNote(index, request.resource()),
                onContact(index, request.resource()).anyMatch(PersonMapper::prohibitsContact),
                registeredPractice(index, entry, findings),
                patient.getMeta().getSecurity().stream()
                        .map(Coding::getCode)
                        .filter(Objects::nonNull)
                        .anyMatch(SENSITIVE::contains),
                methods.stream()
                        .flatMap(method -> ContactMapper.unusable(method).stream())
                        .collect(Collectors.toSet()),
                methods.stream()
                        .flatMap(method -> ContactMapper.inWords(method).stream())
                        .reduce((one, other) -> one + ", " + other));
    }

    /** An identifier and where it stands. */
    private record Identified(Identifier identifier, String path) {}

    /** What is wrong with the NHS number of a Patient that stands alone. */
    static List<Issue> nhsNumberFaults(Patient patient, InboundRules rules) {
        Findings findings = new Findings();
        nhsNumber(patient, "Patient", rules, findings);
        return findings.all();
    }

    private static Optional<Identified> nhsNumber(Patient patient, String path, InboundRules rules, Findings findings) {
        List<Identified> numbers = new ArrayList<>();
        List<Identifier> identifiers = patient.getIdentifier();
        for (int i = 0; i < identifiers.size(); i++) {
            if (IdentifierSystem.NHS_NUMBER.matches(identifiers.get(i).getSystem())
                    && identifiers.get(i).getValue() != null) {
                numbers.add(new Identified(identifiers.get(i), path + ".identifier[" + i + "]"));
            }
        }
        if (numbers.size() > 1) {
            findings.error(
                    GatewayError.VALUE,
                    numbers.get(1).path(),
                    "The Patient has more than one NHS number. Send the one that is current.");
        }
        numbers.forEach(number -> checkNhsNumber(number, rules, findings));
        return numbers.stream().findFirst();
    }

    private static void checkNhsNumber(Identified number, InboundRules rules, Findings findings) {
        SystemSpelling.check(number.identifier(), IdentifierSystem.NHS_NUMBER, number.path(), findings);
        Optional<NhsNumber.Fault> fault = NhsNumber.fault(number.identifier().getValue());
        if (fault.isEmpty()) {
            return;
        }
        String path = number.path() + ".value";
        // Without the number: what is answered may be kept and logged, and the number names a person.
        String sentence = "The NHS number " + fault.get().words() + ". ";
        if (fault.get() == NhsNumber.Fault.CHECK_DIGIT && rules.acceptFailingNhsNumbers()) {
            findings.warning(GatewayError.VALUE, path, sentence + "It is let through by this gateway's test switch.");
        } else {
            findings.error(
                    GatewayError.VALUE,
                    path,
                    sentence + "Correct it, or leave it out and send name, birth date and a contact.");
        }
    }

    private static Verification verification(Identified number, Findings findings) {
        List<Extension> stated = number.identifier().getExtensionsByUrl(NhsNumberStatus.EXTENSION);
        // Two contradict each other.
        if (stated.size() != 1 || !(stated.get(0).getValue() instanceof CodeableConcept concept)) {
            return Verification.NOT_STATED;
        }
        Coding coding = concept.getCodingFirstRep();
        String path = number.path() + ".extension";
        Optional<NhsNumberStatus> status = NhsNumberStatus.fromCode(coding.getSystem(), coding.getCode());
        if (status.isEmpty()) {
            findings.warning(
                    GatewayError.CODE_INVALID,
                    path,
                    "The NHS number status '" + coding.getCode()
                            + "' is not known, so the number counts as not verified." + " Use a code of "
                            + NhsNumberStatus.SYSTEM + ".");
        }
        return status.map(it -> Verification.valueOf(it.name())).orElse(Verification.NOT_STATED);
    }

    private static PersonName name(Patient patient) {
        HumanName name = patient.getName().stream()
                .filter(it -> it.getUse() == HumanName.NameUse.OFFICIAL)
                .findFirst()
                .orElseGet(patient::getNameFirstRep);
        return new PersonName(
                values(name.getPrefix()).findFirst(),
                values(name.getGiven()).toList(),
                Optional.ofNullable(name.getFamily()),
                Optional.ofNullable(name.getText()));
    }

    /** Those that have one: a value can be said to be absent. */
    private static Stream<String> values(List<StringType> elements) {
        return elements.stream().map(StringType::getValue).filter(Objects::nonNull);
    }

    private static Optional<LocalDate> birthDate(Patient patient) {
        String text = patient.getBirthDateElement().getValueAsString();
        return text != null && text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    }

    private static Optional<Address> address(Patient patient) {
        return patient.getAddress().stream()
                .filter(it -> it.getUse() != AddressUse.OLD)
                .findFirst()
                .map(it -> new Address(
                        it.hasLine()
                                ? values(it.getLine()).toList()
                                : Optional.ofNullable(it.getText()).stream().toList(),
                        Optional.ofNullable(it.getCity()),
                        Optional.ofNullable(it.getPostalCode())));
    }

    private static List<PreferredContactMethod> contactMethods(Patient patient) {
        return patient.getExtensionsByUrl(CONTACT_PREFERENCE).stream()
                .flatMap(preference -> preference.getExtension().stream())
                .filter(part -> "PreferredContactMethod".equals(part.getUrl()))
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .flatMap(value -> ((CodeableConcept) value).getCoding().stream())
                .flatMap(coding -> PreferredContactMethod.fromCode(coding.getSystem(), coding.getCode()).stream())
                .toList();
    }

    private static Optional<String> language(Patient patient) {
        return patient.getCommunication().stream()
                .sorted(Comparator.comparing(PersonMapper::isPreferred).reversed())
                .map(it -> it.getLanguage().getCodingFirstRep())
                .map(it -> it.hasDisplay() ? it.getDisplay() : it.getCode())
                .filter(it -> it != null && !it.isBlank())
                .findFirst();
    }

    private static boolean isPreferred(Patient.PatientCommunicationComponent communication) {
        return Boolean.TRUE.equals(communication.getPreferredElement().getValue());
    }

    private static List<Code> reasonableAdjustments(BundleIndex index) {
        return FlagCategory.REASONABLE_ADJUSTMENT
                .codes(index)
                .flatMap(code -> CodeMapper.toModel(code).stream())
                .toList();
    }

    private static boolean prohibitsContact(CodeableConcept detail) {
        return detail.getCoding().stream().anyMatch(coding -> CONTACT_PROHIBITED.equals(coding.getCode()));
    }

    private static Optional<String> safeContactNote(BundleIndex index, ServiceRequest request) {
        return onContact(index, request)
                .flatMap(words -> CodeMapper.words(words).stream())
                .reduce((a, b) -> a + "; " + b);
    }

    /** What is said about contacting the person, with the request or as Flags. */
    private static Stream<CodeableConcept> onContact(BundleIndex index, ServiceRequest request) {
        return Stream.concat(
                request.getOrderDetail().stream().filter(PersonMapper::prohibitsContact),
                FlagCategory.SAFE_CONTACT.codes(index));
    }

    private static Optional<Practice> registeredPractice(BundleIndex index, Entry<Patient> entry, Findings findings) {
        for (Reference gp : entry.resource().getGeneralPractitioner()) {
            Optional<Entry<Organization>> organization = index.resolve(gp, Organization.class);
            Optional<Practice> practice = organization
                    .flatMap(it -> OdsCodeMapper.odsCode(it, findings)
                            .map(ods -> new Practice(
                                    ods, Optional.ofNullable(it.resource().getName()))))
                    .or(() -> OdsCodeMapper.odsCode(gp.getIdentifier())
                            .map(ods -> new Practice(ods, Optional.ofNullable(gp.getDisplay()))));
            if (practice.isPresent()) {
                return practice;
            }
        }
        if (entry.resource().hasGeneralPractitioner()) {
            findings.warning(
                    GatewayError.REQUIRED,
                    entry.path("generalPractitioner"),
                    "The Patient's practice is not stated by its ODS code, so no outcome can be filed until it is looked"
                            + " up. Send the practice's Organization with its ODS code.");
        }
        return Optional.empty();
    }
}
