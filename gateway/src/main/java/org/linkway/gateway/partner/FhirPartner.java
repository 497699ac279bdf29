package org.linkway.gateway.partner;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.Optional;
import java.util.function.Supplier;
import org.linkway.routes.port.HeldUp;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;

/** A partner that speaks FHIR R4, and what its failures mean. */
final class FhirPartner {
    /**
     * So many connections that none waits for another: how many there are at a time the gates of deliveries decide, and one pool
     * that hanging practices could fill would hold up all the others.
     */
    static final int CONNECTIONS = 1000;

    private final String name;
    private final FhirContext fhir;

    /** @param name as it is called in what an operator reads */
    FhirPartner(String name) {
        this.name = name;
        this.fhir = FhirContext.forR4Cached();
    }

    String name() {
        return name;
    }

    FhirContext fhir() {
        return fhir;
    }

    /** A client with the proof that the partner asks for; it speaks to this base alone. */
    IGenericClient client(String base, Access access) {
        IGenericClient client = access.fhir().newRestfulGenericClient(base);
        client.registerInterceptor(new OwnOriginOnly(name, base));
        client.registerInterceptor(new FailsByStatus());
        return client;
    }

    <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (FhirClientConnectionException e) {
            throw new PartnerUnavailable(name + " could not be reached.", e);
        } catch (DataFormatException e) {
            throw new PartnerUnavailable(name + " answered with what is not FHIR.", e);
        } catch (BaseServerResponseException e) {
            throw PartnerStatus.failure(name, e.getStatusCode(), Optional.empty());
        } catch (PartnerUnavailable | PartnerRefused said) {
            throw said;
        } catch (RuntimeException e) {
            // What is far from FHIR breaks HAPI's parsers in whatever way it happens to.
            throw new PartnerUnavailable(name + " answered with what is not FHIR.", e);
        }
    }

    /** The same of what somebody else may have changed, or may be writing at this moment: then it is looked at again. */
    <T> T rewriting(Supplier<T> question) {
        return asking(() -> {
            try {
                return question.get();
            } catch (PreconditionFailedException | ResourceVersionConflictException changed) {
                throw new HeldUp(name + " has something else there by now than when it was looked at.", changed);
            }
        });
    }

    /** Looks before HAPI's client does, whose exceptions do not tell the headers of an answer. */
    @Interceptor
    final class FailsByStatus {
        @Hook(Pointcut.CLIENT_RESPONSE)
        public void look(IHttpResponse response) {
            RetryAfter.of(name -> response.getHeaders(name).stream().findFirst())
                    .filter(asked -> response.getStatus() >= 300)
                    .map(asked -> PartnerStatus.failure(name, response.getStatus(), Optional.of(asked)))
                    // What is refused is for whoever asked to judge, whatever else it says.
                    .filter(PartnerUnavailable.class::isInstance)
                    .ifPresent(failure -> {
                        throw failure;
                    });
        }
    }
}
