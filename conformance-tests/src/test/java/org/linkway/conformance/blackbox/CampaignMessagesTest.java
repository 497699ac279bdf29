package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.linkway.conformance.partner.BarsReceiver.BarsDelivery;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.terminology.CodeSystems;

/** BaRS messages are read as the practice reads them, and what is not whole is noticed. */
class CampaignMessagesTest {
    private static final String ID = "22222222-2222-4222-8222-222222222222";
    private static final String NUMBER = "9990000018";
    private static final String PATIENT = "urn:uuid:33333333-3333-4333-8333-333333333333";

    @Test
    void readsAnEntryOnceHoweverOftenItCame() {
        String body = text(message(NUMBER));
        CampaignMessages read = read(body, body);

        assertThat(read.faults()).isEmpty();
        assertThat(read.responses()).isEmpty();
        assertThat(read.arrived()).singleElement().satisfies(it -> {
            assertThat(it.entry()).isEqualTo(ArrivedDraft.ENTRY);
            assertThat(it.identity()).isEqualTo(ID);
            assertThat(it.nhsNumber()).isEqualTo(NUMBER);
        });
    }

    @Test
    void tellsAResponseFromAnEntry() {
        Bundle message = message(NUMBER);
        message.getEntry().remove(2);
        CampaignMessages read = read(text(message));

        assertThat(read.faults()).isEmpty();
        assertThat(read.arrived()).isEmpty();
        assertThat(read.responses()).containsOnlyKeys(ID).containsValue(NUMBER);
    }

    @Test
    void noticesAnEntryAboutSomebodyElse() {
        assertThat(read(text(message("9990000026"))).faults())
                .singleElement()
                .asString()
                .contains("somebody else");
    }

    @Test
    void noticesAMessageThatSaidSomethingElseTheSecondTime() {
        assertThat(read(text(message(NUMBER)), text(message("9990000026"))).faults())
                .singleElement()
                .asString()
                .contains("something else when it came again");
    }

    @Test
    void noticesAMessageThatIsNotWhole() {
        Bundle without = message(NUMBER);
        without.getEntry().remove(1);
        assertThat(read(text(without)).faults()).anyMatch(it -> it.contains("refers to what is not in it"));
        Bundle headless = message(NUMBER);
        headless.getEntry().remove(0);
        assertThat(read(text(headless)).faults()).anyMatch(it -> it.contains("does not begin with a header"));
        Bundle another = message(NUMBER);
        another.setId("another");
        assertThat(read(text(another)).faults()).anyMatch(it -> it.contains("calls itself another"));
        assertThat(read("{").faults()).singleElement().asString().contains("cannot be read");
    }

    private static CampaignMessages read(String... bodies) {
        return new CampaignMessages(CampaignPractice.BY_MESSAGE, List.of(new BarsDelivery(ID, List.of(bodies))));
    }

    /** @param about whom its entry is about; the message is about somebody else where that is another */
    private static Bundle message(String about) {
        MessageHeader header = new MessageHeader();
        header.getResponse().setIdentifier("the request");
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(IdentifierSystem.NHS_NUMBER.uri()).setValue(NUMBER);
        Procedure entry = new Procedure()
                .setCode(new CodeableConcept(new Coding(CodeSystems.SNOMED_CT, "871731000000106", null)))
                .setSubject(new Reference(PATIENT).setIdentifier(new Identifier().setValue(about)));
        entry.addIdentifier()
                .setSystem(IdentifierSystem.LINKWAY_RECORD_ENTRY.uri())
                .setValue(ArrivedDraft.ENTRY);
        Bundle message = new Bundle().setType(BundleType.MESSAGE);
        message.setId(ID);
        message.addEntry().setFullUrl("urn:uuid:" + ID).setResource(header);
        message.addEntry().setFullUrl(PATIENT).setResource(patient);
        message.addEntry()
                .setFullUrl("urn:uuid:44444444-4444-4444-8444-444444444444")
                .setResource(entry);
        return message;
    }

    private static String text(Bundle message) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(message);
    }
}
