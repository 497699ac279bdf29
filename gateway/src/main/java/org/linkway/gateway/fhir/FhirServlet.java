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
    private final transient ResourceDoor single;
    private final transient PublishedResources resources;
    private final transient Parties parties;

    FhirServlet(
            FhirContext fhir,
            ReferralDoor referrals,
            ValidateDoor validate,
            ResourceDoor single,
            PublishedResources resources,
            Parties parties) {
        super(fhir);
        this.referrals = referrals;
        this.validate = validate;
        this.single = single;
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

    /** What is written goes round HAPI's server (ADR 0004). */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean isPost = request.getMethod().equals("POST");
        if (isPost && referrals.takes(request)) {
            referrals.receive(request, response);
        } else if (isPost && validate.takes(request)) {
            validate.receive(request, response);
        } else if (single.takes(request)) {
            single.receive(request, response);
        } else {
            super.service(request, response);
        }
    }
}
