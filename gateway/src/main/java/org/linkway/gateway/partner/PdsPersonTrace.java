package org.linkway.gateway.partner;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.linkway.fhir.identifier.NhsNumber;
import org.linkway.fhir.parsing.Parsed;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.PdsProperties;
import org.linkway.referral.Person;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PersonTrace;
import org.linkway.translation.TracedMapper;
import org.linkway.workflow.AuditEntry.Action;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;
import org.linkway.workflow.AuditEntry.Subject;
import org.linkway.workflow.Traced;

/**
 * Asks the Personal Demographics Service (PDS FHIR API, Get patient details). The address holds the NHS number, as PDS will have
 * it; so Java's own client asks, whose failures name no address, and no failure of a parser is passed on.
 */
final class PdsPersonTrace implements PersonTrace {
    private static final String PARTNER = "The demographics service";

    /** PDS's words for a number that is nobody's: never issued, invalidated, or none at all. */
    private static final Set<String> NOBODY =
            Set.of("404 RESOURCE_NOT_FOUND", "404 INVALIDATED_RESOURCE", "400 INVALID_RESOURCE_ID");

    private final PdsProperties properties;
    private final PartnerEndpoints endpoints;
    private final Duration timeout;
    private final Access access;
    private final Consumer<Deed> audit;
    private final Clock clock;
    private final FhirContext fhir = FhirContext.forR4Cached();

    /**
     * @param timeout how long the whole answer may take
     * @param audit keeps about whom somebody was asked
     */
    PdsPersonTrace(
            PdsProperties properties,
            PartnerEndpoints endpoints,
            Duration timeout,
            Access access,
            Consumer<Deed> audit,
            Clock clock) {
        this.properties = properties;
        this.endpoints = endpoints;
        this.timeout = timeout;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** A number that cannot be one is nobody's, and is not asked about. */
    @Override
    public Traced trace(Person person) {
        String asked = person.nhsNumber()
                .orElseThrow(() -> new IllegalArgumentException("Nobody is traced without an NHS number."));
        return NhsNumber.fault(asked).isPresent() ? new Traced.NotFound() : traced(answer(asked));
    }

    private HttpResponse<byte[]> answer(String nhsNumber) {
        String base = endpoints.resolved(properties.base()).replaceFirst("/$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/Patient/" + nhsNumber))
                .timeout(timeout)
                .header("Accept", WireFormat.JSON.mediaType())
                .header("X-Request-ID", UUID.randomUUID().toString())
                .GET();
        properties
                .endUserOrganisation()
                .ifPresent(organisation -> request.header("NHSD-End-User-Organisation-ODS", organisation));
        Outcome came = Outcome.OURS;
        try {
            HttpResponse<byte[]> answer = access.send(request.build());
            came = Outcome.SUCCESS;
            return answer;
        } catch (IOException e) {
            throw new PartnerUnavailable(PARTNER + " could not be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartnerUnavailable("Linkway was stopped while it traced a person.", e);
        } finally {
            audit.accept(Deed.done(Kind.EXPORT, Action.READ, List.of(Subject.person(nhsNumber)))
                    .to(SparedTrace.NAME, came)
                    .remarking("trace"));
        }
    }

    private Traced traced(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        Optional<IBaseResource> body = read(response.body());
        if (status == 200) {
            return body.filter(Patient.class::isInstance)
                    .map(Patient.class::cast)
                    .filter(PdsPersonTrace::hasNumber)
                    .map(patient ->
                            TracedMapper.toModel(patient, LocalDate.ofInstant(clock.instant(), TracedMapper.ENGLAND)))
                    .orElseThrow(() -> new PartnerUnavailable(PARTNER + " answered with what is no person."));
        }
        List<String> codes = codes(body);
        if (codes.stream().anyMatch(code -> NOBODY.contains(status + " " + code))) {
            return new Traced.NotFound();
        }
        throw failure(status, codes, RetryAfter.of(response.headers()));
    }

    /** What is wrong with the request itself does not pass; 404 without PDS's own word may be about the address. */
    private static RuntimeException failure(int status, List<String> codes, Optional<Duration> retryAfter) {
        String sentence =
                PARTNER + " answered " + status + (codes.isEmpty() ? "" : " " + String.join(", ", codes)) + ".";
        return PartnerStatus.failure(PARTNER, status, retryAfter) instanceof PartnerRefused
                ? new PartnerRefused(sentence)
                : new PartnerUnavailable(sentence, retryAfter);
    }

    private static boolean hasNumber(Patient patient) {
        String id = patient.getIdElement().getIdPart();
        return id != null && NhsNumber.fault(id).isEmpty();
    }

    private static List<String> codes(Optional<IBaseResource> body) {
        return body
                .filter(OperationOutcome.class::isInstance)
                .map(outcome -> ((OperationOutcome) outcome).getIssue())
                .orElse(List.of())
                .stream()
                .flatMap(issue -> issue.getDetails().getCoding().stream())
                .map(Coding::getCode)
                .filter(NhsCode::is)
                .distinct()
                .toList();
    }

    /** Quietly: what a parser says of what it does not understand could be about the person. */
    private Optional<IBaseResource> read(byte[] body) {
        IParser parser = fhir.newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false));
        return Parsed.by(() -> parser.parseResource(new ByteArrayInputStream(body)));
    }
}
