package org.linkway.conformance.played;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MessageDefinition;

/** What a receiver says of itself. */
final class Discovery {
    private static final String MESSAGES = "https://fhir.nhs.uk/MessageDefinition/";

    private Discovery() {}

    static CapabilityStatement capabilities(String base) {
        CapabilityStatement statement = new CapabilityStatement()
                .setStatus(PublicationStatus.ACTIVE)
                .setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1)
                .setDateElement(new DateTimeType("2026-11-23"));
        statement.addFormat("json").addFormat("xml");
        statement
                .getImplementation()
                .setDescription("A receiver that is played")
                .setUrl(base);
        var rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        rest.addOperation()
                .setName("process-message")
                .setDefinition("http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message");
        var referral = rest.addResource().setType("ServiceRequest");
        referral.addInteraction().setCode(TypeRestfulInteraction.READ);
        referral.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        var task = rest.addResource().setType("Task");
        task.addInteraction().setCode(TypeRestfulInteraction.READ);
        task.addInteraction().setCode(TypeRestfulInteraction.UPDATE);
        task.addInteraction().setCode(TypeRestfulInteraction.CREATE);
        task.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        rest.addResource().setType("MessageDefinition").addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        return statement;
    }

    /** Of whichever service and use case it is asked, that it takes referrals and their cancellations. */
    static Bundle messages(Parameters parameters) {
        Bundle answer = new Bundle().setType(BundleType.SEARCHSET).setTotal(2);
        for (String name : new String[] {
            "bars-message-servicerequest-request-referral", "bars-message-servicerequest-request-cancelled"
        }) {
            MessageDefinition definition = new MessageDefinition()
                    .setUrl(MESSAGES + name)
                    .setName(name)
                    .setStatus(PublicationStatus.ACTIVE)
                    .setEvent(new Coding(
                            "https://fhir.nhs.uk/CodeSystem/message-events-bars", "servicerequest-request", null));
            definition.setId(name);
            parameters.values("context").forEach(context -> addContext(definition, context));
            answer.addEntry()
                    .setFullUrl(MESSAGES + name)
                    .setResource(definition)
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return answer;
    }

    private static void addContext(MessageDefinition definition, String context) {
        int bar = context.indexOf('|');
        Coding value = new Coding().setCode(context.substring(bar + 1));
        definition
                .addUseContext()
                .setCode(new Coding("http://terminology.hl7.org/CodeSystem/usage-context-type", "workflow", null))
                .setValue(new CodeableConcept(bar < 0 ? value : value.setSystem(context.substring(0, bar))));
    }
}
