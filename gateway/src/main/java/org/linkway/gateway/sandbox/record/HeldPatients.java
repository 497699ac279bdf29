package org.linkway.gateway.sandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.referral.Person;
import org.linkway.referral.PersonName;
import org.linkway.referral.Referral;
import org.linkway.routes.port.Referrals;
import org.linkway.workflow.Party;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record's people: everyone whom a referral names by NHS number, exactly once each. Nobody can be added by hand. */
final class HeldPatients {
    private static final Party PRACTICE =
            new Party("sandbox-gp-record", Party.Kind.OPERATOR, "The sandbox's stand-in GP record", Set.of());

    private final Referrals referrals;
    private final JdbcClient jdbc;

    HeldPatients(Referrals referrals, JdbcClient jdbc) {
        this.referrals = referrals;
        this.jdbc = jdbc;
    }

    Optional<Patient> withNhsNumber(String nhsNumber) {
        return referrals.ofPerson(PRACTICE, nhsNumber).stream()
                .min(Comparator.comparing(Referral::receivedAt))
                .map(referral -> patient(referral.person(), idOf(nhsNumber)));
    }

    Optional<Patient> withId(String id) {
        return nhsNumberOf(id).flatMap(this::withNhsNumber);
    }

    Optional<String> nhsNumberOf(String id) {
        return jdbc.sql("select nhs_number from sandbox_record_patient where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** The same number has the same id for ever, and the id in a URL does not show the number. */
    private String idOf(String nhsNumber) {
        String id =
                UUID.nameUUIDFromBytes(("patient " + nhsNumber).getBytes(UTF_8)).toString();
        if (nhsNumberOf(id).isEmpty()) {
            remember(id, nhsNumber);
        }
        return id;
    }

    private void remember(String id, String nhsNumber) {
        try {
            jdbc.sql("insert into sandbox_record_patient (id, nhs_number) values (:id, :nhsNumber)")
                    .param("id", id)
                    .param("nhsNumber", nhsNumber)
                    .update();
        } catch (DuplicateKeyException another) {
            // Another request remembered the same just now.
        }
    }

    private static Patient patient(Person person, String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addIdentifier()
                .setSystem(IdentifierSystem.NHS_NUMBER.uri())
                .setValue(person.nhsNumber().orElseThrow());
        patient.addName(name(person.name()));
        person.birthDate().ifPresent(date -> patient.setBirthDateElement(new DateType(date.toString())));
        return patient;
    }

    private static HumanName name(PersonName given) {
        HumanName name = new HumanName();
        given.full().ifPresent(name::setText);
        given.family().ifPresent(name::setFamily);
        given.first().forEach(name::addGiven);
        given.title().ifPresent(name::addPrefix);
        return name;
    }
}
