package org.linkway.gateway.fhir;

import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import ca.uhn.fhir.util.FhirTerser;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.linkway.fhir.profile.LinkwayPackage;

/** {@code /metadata}: what HAPI's server offers, and what goes round it through the doors. */
final class Capabilities extends ServerCapabilityStatementProvider {
    private static final String RECEIVER = LinkwayPackage.CANONICAL + "/CapabilityStatement/receiver";
    private static final String OPERATION = "http://hl7.org/fhir/OperationDefinition/";

    Capabilities(RestfulServer server) {
        super(server);
    }

    @Override
    protected void postProcess(FhirTerser terser, IBaseConformance conformance) {
        CapabilityStatement statement = (CapabilityStatement) conformance;
        statement.addInstantiates(RECEIVER);
        CapabilityStatementRestComponent rest = statement.getRestFirstRep();
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        rest.addOperation().setName("process-message").setDefinition(OPERATION + "MessageHeader-process-message");
        rest.addOperation().setName("validate").setDefinition(OPERATION + "Resource-validate");
    }
}
