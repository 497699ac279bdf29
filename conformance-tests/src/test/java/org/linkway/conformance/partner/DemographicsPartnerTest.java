package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.DemographicsPartner.Note;
import org.linkway.conformance.partner.DemographicsPartner.Registration;
import org.linkway.fhir.validation.WireFormat;

class DemographicsPartnerTest {
    private final DemographicsPartner service = DemographicsPartner.start();
    private final SyntheticPerson person = new SyntheticPeople(1).next();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void saysWhoAndWhereAPersonIs() throws IOException, InterruptedException {
        say(person.nhsNumber(), Note.NOTHING);

        Patient found = found();

        assertThat(found.getIdElement().getIdPart()).isEqualTo(person.nhsNumber());
        assertThat(found.getNameFirstRep().getFamily()).isEqualTo(person.family());
        assertThat(found.getBirthDateElement().getValueAsString())
                .isEqualTo(person.birthDate().toString());
        assertThat(found.getGeneralPractitionerFirstRep().getIdentifier().getValue())
                .isEqualTo("Z99991");
        assertThat(found.getMeta().getSecurityFirstRep().getCode()).isEqualTo("U");
        assertThat(found.hasDeceased()).isFalse();
    }

    @Test
    void saysWhatIsUnusual() throws IOException, InterruptedException {
        say("9990000018", Note.RESTRICTED);
        assertThat(found().getIdElement().getIdPart()).isEqualTo("9990000018");
        assertThat(found().getMeta().getSecurityFirstRep().getCode()).isEqualTo("R");
        say(person.nhsNumber(), Note.DIED);
        assertThat(found().hasDeceased()).isTrue();
        say(person.nhsNumber(), Note.BORN_ON_ANOTHER_DAY);
        assertThat(found().getBirthDateElement().getValueAsString())
                .isEqualTo(person.birthDate().plusDays(1).toString());
    }

    @Test
    void knowsNobodyElse() throws IOException, InterruptedException {
        assertThat(ask().statusCode()).isEqualTo(404);
        assertThat(ask().body()).contains("RESOURCE_NOT_FOUND");
        say(person.nhsNumber(), Note.INVALIDATED);
        assertThat(ask().body()).contains("INVALIDATED_RESOURCE");
    }

    private void say(String number, Note note) {
        service.say(person.nhsNumber(), new Registration(person, number, "Z99991", note));
    }

    private Patient found() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask();
        assertThat(answer.statusCode()).isEqualTo(200);
        return FhirText.read(Patient.class, answer.body(), WireFormat.JSON);
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(service.baseUrl() + "/Patient/" + person.nhsNumber()))
                                .build(),
                        BodyHandlers.ofString());
    }
}
