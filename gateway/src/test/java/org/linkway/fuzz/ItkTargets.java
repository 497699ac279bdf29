package org.linkway.fuzz;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.linkway.translation.itk.ItkResponse;
import org.linkway.translation.itk.ItkTranslation;
import org.linkway.workflow.Body;

/** Answers to documents, as they come over MESH. */
final class ItkTargets {
    private static final String RESPONSE = """
            <Bundle xmlns="http://hl7.org/fhir"><meta><profile value="https://fhir.nhs.uk/STU3/x"/></meta>
            <type value="message"/><entry><fullUrl value="urn:uuid:6c2f1b1e-0000-4000-8000-000000000001"/><resource>
            <MessageHeader><id value="6c2f1b1e-0000-4000-8000-000000000001"/>
            <extension url="https://fhir.nhs.uk/STU3/x"><extension url="y"><valueBoolean value="false"/></extension></extension>
            <event><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-MessageEvent-2"/><code value="ITK008M"/></event>
            <timestamp value="2026-11-23T10:00:00+00:00"/><source><endpoint value="urn:nhs:x"/></source>
            <response><identifier value="6c2f1b1e-0000-4000-8000-000000000002"/><code value="fatal-error"/>
            <details><reference value="urn:uuid:6c2f1b1e-0000-4000-8000-000000000003"/></details></response>
            <focus><reference value="urn:uuid:6c2f1b1e-0000-4000-8000-000000000003"/></focus>
            </MessageHeader></resource></entry>
            <entry><fullUrl value="urn:uuid:6c2f1b1e-0000-4000-8000-000000000003"/><resource><OperationOutcome>
            <issue><severity value="fatal"/><code value="processing"/><details><coding>
            <system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="30002"/></coding></details>
            </issue></OperationOutcome></resource></entry></Bundle>""";

    private ItkTargets() {}

    static Stream<Target> all() {
        FhirContext fhir = FhirContext.forDstu3Cached();
        ItkTranslation translation = new ItkTranslation(fhir);
        String json =
                fhir.newJsonParser().encodeResourceToString(fhir.newXmlParser().parseResource(RESPONSE));
        Target.Door door = input -> translation.response(Body.of(input)).ifPresent(ItkTargets::look);
        return Stream.of(
                new Target("itk-response-xml", 60, List.of(Seed.xml(RESPONSE)), door),
                new Target("itk-response-json", 60, List.of(Seed.json(json)), door));
    }

    private static void look(ItkResponse response) {
        if (!response.positive()) {
            response.refusal();
        }
        response.saysItCameBefore();
    }
}
