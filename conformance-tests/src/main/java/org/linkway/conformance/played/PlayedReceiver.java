package org.linkway.conformance.played;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;
import org.linkway.fhir.validation.WireFormat;

/**
 * A receiver of referrals, good enough for a GP system to do its work against it. It takes whatever can be read, right or wrong:
 * that is judged elsewhere.
 */
public final class PlayedReceiver implements Part {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String CORRELATION_ID = "X-Correlation-Id";
    private static final String UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    private final HeldResources held = new HeldResources();
    private final Map<String, Taken> taken = new HashMap<>();

    /** What came under a request id, and how it was answered. */
    private record Taken(String body, Response answer) {}

    @Override
    public String path() {
        return "/fhir";
    }

    @Override
    public Response answer(String path, Request request) {
        Response answer;
        try {
            answer = worked(path, request);
        } catch (NotTaken e) {
            answer = refusal(e.status(), e.getMessage());
        }
        List<Header> headers = new ArrayList<>(answer.lines().all());
        for (String name : List.of(REQUEST_ID, CORRELATION_ID)) {
            request.lines().value(name).ifPresent(value -> headers.add(new Header(name, value)));
        }
        return new Response(answer.status(), new Headers(headers), answer.body());
    }

    private Response worked(String path, Request request) {
        String base = request.url().substring(0, request.url().indexOf(path()) + path().length());
        Parameters parameters = Parameters.of(request.url());
        String[] places = path.split("/", -1);
        return switch (request.method()) {
            case "POST" ->
                switch (path) {
                    case "" -> once(request, () -> transaction(bundle(request)));
                    case "$process-message" -> message(request);
                    default -> created(base, held.keep(resource(request)));
                };
            case "GET" ->
                switch (path) {
                    case "metadata" -> fhir(200, Discovery.capabilities(base));
                    case "MessageDefinition" -> fhir(200, Discovery.messages(parameters));
                    case "ServiceRequest" -> fhir(200, new Searches(held).ofPerson(parameters, base));
                    default ->
                        places.length == 1
                                ? fhir(200, new Searches(held).find(path, parameters, base))
                                : fhir(200, read(places));
                };
            case "PUT" -> fhir(200, updated(places, request));
            default -> throw new NotTaken(405, "This receiver takes no " + request.method() + ".");
        };
    }

    /** What comes again under the same request id gets the same answer. */
    private Response once(Request request, java.util.function.Supplier<Response> work) {
        Optional<String> id = request.lines().value(REQUEST_ID);
        Optional<Taken> before = id.map(taken::get);
        if (before.isPresent()) {
            return before.get().body().equals(request.body().text())
                    ? before.get().answer()
                    : duplicate();
        }
        Response answer = work.get();
        id.ifPresent(it -> taken.put(it, new Taken(request.body().text(), answer)));
        return answer;
    }

    /** BaRS Core, transactional integrity: a message that is here already is a conflict. */
    private Response message(Request request) {
        Optional<String> id = request.lines().value(REQUEST_ID);
        return id.filter(taken::containsKey).isPresent()
                ? duplicate()
                : once(request, () -> fhir(200, held.keepAll(bundle(request))));
    }

    private Response transaction(Bundle bundle) {
        if (bundle.getType() != BundleType.TRANSACTION) {
            throw new NotTaken(422, "Only transactions are taken here.");
        }
        Bundle answer = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        for (BundleEntryComponent entry : held.keepAll(bundle).getEntry()) {
            Resource kept = entry.getResource();
            String version = kept.getMeta().getVersionId();
            answer.addEntry()
                    .getResponse()
                    .setStatus(version.equals("1") ? "201 Created" : "200 OK")
                    .setLocation(kept.fhirType() + "/" + kept.getIdElement().getIdPart() + "/_history/" + version)
                    .setEtag("W/\"" + version + "\"");
        }
        return fhir(200, answer);
    }

    private Resource read(String... places) {
        if (places[0].equals("ServiceRequest") && !places[1].matches(UUID)) {
            throw new NotTaken(400, "The id of a ServiceRequest is a UUID.");
        }
        return held.find(places[0], places.length > 1 ? places[1] : "")
                .orElseThrow(() -> new NotTaken(404, "There is no " + String.join("/", places) + "."));
    }

    private Resource updated(String[] places, Request request) {
        Resource standing = read(places);
        String etag = etag(standing);
        request.lines()
                .value("If-Match")
                .filter(it -> !it.replace("W/", "").equals(etag.replace("W/", "")))
                .ifPresent(stale -> {
                    throw new NotTaken(412, "It is at " + etag + " now. Read it again.");
                });
        Resource wanted = resource(request);
        wanted.setId(standing.getIdElement().getIdPart());
        return held.keep(wanted);
    }

    private static Bundle bundle(Request request) {
        if (resource(request) instanceof Bundle bundle
                && bundle.getEntry().stream().allMatch(BundleEntryComponent::hasResource)) {
            return bundle;
        }
        throw new NotTaken(422, "This is no Bundle of resources.");
    }

    private static Resource resource(Request request) {
        WireFormat format =
                WireFormat.ofContentType(request.body().contentType()).orElse(WireFormat.JSON);
        try {
            IBaseResource read = FhirText.read(request.body().text(), format);
            if (read instanceof Resource resource) {
                return resource;
            }
        } catch (DataFormatException | ClassCastException e) {
            throw new NotTaken(400, "This cannot be read as FHIR R4: " + e.getMessage());
        }
        throw new NotTaken(400, "This is no resource of FHIR R4.");
    }

    private Response duplicate() {
        OperationOutcome outcome = outcome(IssueType.DUPLICATE, "This request has been taken before.");
        outcome.getIssueFirstRep()
                .setDetails(new CodeableConcept(new Coding(
                        "https://fhir.nhs.uk/CodeSystem/http-error-codes", "REC_CONFLICT", "409 - REC_CONFLICT")));
        return fhir(409, outcome);
    }

    @Override
    public Response refusal(int status, String sentence) {
        return fhir(status, outcome(IssueType.PROCESSING, sentence));
    }

    private static OperationOutcome outcome(IssueType code, String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(code).setDiagnostics(sentence);
        return outcome;
    }

    private static Response created(String base, Resource kept) {
        Response answer = fhir(201, kept);
        List<Header> headers = new ArrayList<>(answer.lines().all());
        headers.add(new Header(
                "Location",
                base + "/" + kept.fhirType() + "/" + kept.getIdElement().getIdPart() + "/_history/"
                        + kept.getMeta().getVersionId()));
        return new Response(201, new Headers(headers), answer.body());
    }

    private static Response fhir(int status, Resource resource) {
        boolean isVersion = resource.getMeta().hasVersionId() && !(resource instanceof Bundle);
        return new Response(
                status,
                new Headers(isVersion ? List.of(new Header("ETag", etag(resource))) : List.of()),
                new Body(FhirText.write(resource, WireFormat.JSON), WireFormat.JSON.mediaType()));
    }

    private static String etag(Resource resource) {
        return "W/\"" + resource.getMeta().getVersionId() + "\"";
    }
}
