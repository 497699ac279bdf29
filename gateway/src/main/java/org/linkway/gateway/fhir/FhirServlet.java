package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.port.PublishedResources;

/**
 * {@code /fhir}: HAPI's server for what is read; what is written goes through the {@link ReferralDoor}, and what is only checked
 * through the {@link ValidateDoor}.
 */
final class FhirServlet extends RestfulServer {
    private static final long serialVersionUID = 1L;

    private final transient ReferralDoor referrals;
    private final transient ValidateDoor validate;
    private final transient TaskDoor tasks;
    private final transient MessageDefinitionDoor messages;
    private final transient PublishedResources resources;
    private final transient Parties parties;

    FhirServlet(
            FhirContext fhir,
            ReferralDoor referrals,
            ValidateDoor validate,
            TaskDoor tasks,
            MessageDefinitionDoor messages,
            PublishedResources resources,
            Parties parties) {
        super(fhir);
        this.referrals = referrals;
        this.validate = validate;
        this.tasks = tasks;
        this.messages = messages;
        this.resources = resources;
        this.parties = parties;
    }

    @Override
    protected void initialize() {
        setServerName("Linkway");
        setImplementationDescription("Linkway, interoperability gateway for social prescribing");
        registerInterceptor(new FailureAnswers());
        setServerConformanceProvider(new Capabilities(this));
        getFhirContext().getResourceTypes().stream().map(this::provider).forEach(this::registerProvider);
    }

    private IResourceProvider provider(String type) {
        StoredResourceProvider stored = new StoredResourceProvider(
                getFhirContext(),
                getFhirContext()
                        .getResourceDefinition(type)
                        .getImplementingClass()
                        .asSubclass(Resource.class),
                resources,
                parties);
        return DefinitionProvider.isFor(type) ? new DefinitionProvider(stored, type) : stored;
    }

    /** Which version of which library answers is nobody's business. */
    @Override
    protected String createPoweredByHeader() {
        return "Linkway";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (referrals.refuses(request)) {
            referrals.refuse(request, response);
        } else if (messages.takes(request)) {
            messages.answer(request, response);
        } else {
            super.service(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (referrals.takes(request)) {
            referrals.receive(request, response);
        } else if (validate.takes(request)) {
            validate.receive(request, response);
        } else if (tasks.takes(request)) {
            tasks.receive(request, response);
        } else {
            super.doPost(request, response);
        }
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (tasks.takes(request)) {
            tasks.receive(request, response);
        } else {
            super.doPut(request, response);
        }
    }
}
