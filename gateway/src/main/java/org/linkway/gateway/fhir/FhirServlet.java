package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.linkway.fhir.validation.FhirReader;

/**
 * {@code /fhir}: HAPI's server for what is read; what is written goes through the {@link ReferralDoor}, and what is only checked
 * through the {@link ValidateDoor}.
 */
final class FhirServlet extends RestfulServer {
    private static final long serialVersionUID = 1L;

    /** SMART App Launch has it beside the base; it is answered at the root. */
    private static final String SMART = "/.well-known/smart-configuration";

    private final transient ReferralDoor referrals;
    private final transient ValidateDoor validate;
    private final transient ResourceDoor single;
    private final transient MessageDefinitionDoor messages;
    private final transient ReadProviders providers;
    private final transient DoorStep step;
    private final transient FhirReader reader;

    FhirServlet(
            FhirContext fhir,
            ReferralDoor referrals,
            ValidateDoor validate,
            ResourceDoor single,
            MessageDefinitionDoor messages,
            ReadProviders providers,
            DoorStep step,
            FhirReader reader) {
        super(fhir);
        this.referrals = referrals;
        this.validate = validate;
        this.single = single;
        this.messages = messages;
        this.providers = providers;
        this.step = step;
        this.reader = reader;
    }

    @Override
    protected void initialize() {
        setServerName("Linkway");
        setImplementationDescription("Linkway, interoperability gateway for social prescribing");
        registerInterceptor(new FailureAnswers());
        registerInterceptor(new OperationBodies(reader));
        setServerConformanceProvider(new Capabilities(this));
        providers.all().forEach(this::registerProvider);
    }

    /** What answers is nobody's business. */
    @Override
    protected String createPoweredByHeader() {
        return "";
    }

    /** What is written goes round HAPI's server (ADR 0004). */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean isPost = request.getMethod().equals("POST");
        if (SMART.equals(request.getPathInfo())) {
            request.getRequestDispatcher(SMART).forward(request, response);
            return;
        }
        if (referrals.refuses(request)) {
            referrals.refuse(request, response);
        } else if (messages.takes(request)) {
            messages.answer(request, response);
        } else if (isPost && referrals.takes(request)) {
            referrals.receive(request, response, this::service);
        } else if (isPost && validate.takes(request)) {
            validate.receive(request, response);
        } else if (single.takes(request)) {
            single.receive(request, response);
        } else if (!step.refusesRead(request, response)) {
            super.service(request, response);
        }
    }
}
