package org.linkway.gateway.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.gateway.fhir.search.SearchRefused;

/**
 * The body of an operation that HAPI's server answers is read here first, by the reader of the doors: HAPI's own throws whatever
 * it likes at some of what is no FHIR, which would be a failure of ours.
 */
@Interceptor
public final class OperationBodies {
    private final FhirReader reader;

    OperationBodies(FhirReader reader) {
        this.reader = reader;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public void read(RequestDetails request) {
        if (request.getRequestType() != RequestTypeEnum.POST
                || !request.getRequestPath().contains("$")) {
            return;
        }
        byte[] body = request.loadRequestContents();
        if (body.length == 0) {
            return;
        }
        ResourceReading reading = reader.readResource(body, request.getHeader("Content-Type"), "Parameters");
        if (Issue.anyError(reading.issues())) {
            throw new SearchRefused(reading.issues());
        }
    }
}
