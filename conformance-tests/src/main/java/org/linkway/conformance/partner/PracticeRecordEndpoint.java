package org.linkway.conformance.partner;

import ca.uhn.fhir.parser.DataFormatException;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.MultiValue;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.conformance.partner.PartnerFaults.Fault;
import org.linkway.fhir.validation.WireFormat;

/** HTTP in front of a practice record, with its faults. */
final class PracticeRecordEndpoint implements ResponseDefinitionTransformerV2 {
    static final String BASE = "/fhir";

    private static final String METADATA = "metadata";

    private final PracticeRecordService service;
    private final FaultyExchange exchange;
    private final ReadBacks readBacks;

    PracticeRecordEndpoint(PracticeRecordService service, PartnerFaults faults, ReadBacks readBacks) {
        this.service = service;
        this.exchange = new FaultyExchange(faults);
        this.readBacks = readBacks;
    }

    @Override
    public String getName() {
        return "practice-record";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return exchange.answer(met -> worked(event.getRequest(), met), PracticeRecordEndpoint::refusal);
    }

    private ResponseDefinitionBuilder worked(LoggedRequest request, Set<Fault> met) {
        try {
            Resource answer = answerTo(request, met);
            readBacks.note(answer);
            return answer(200, answer);
        } catch (RecordRefusal e) {
            return refusal(e.httpStatus(), e.getMessage());
        }
    }

    private Resource answerTo(LoggedRequest request, Set<Fault> met) {
        List<String> segments = segments(request);
        RequestMethod method = request.getMethod();
        if (method.equals(RequestMethod.POST) && segments.isEmpty()) {
            return service.transaction(resource(Bundle.class, request), met);
        }
        if (method.equals(RequestMethod.POST)
                && segments.size() == 2
                && segments.get(1).equals("_search")) {
            return service.search(
                    segments.get(0), criteria(request.formParameters().values()));
        }
        if (method.equals(RequestMethod.GET) && segments.equals(List.of(METADATA))) {
            return PracticeRecordStatement.of(base(request));
        }
        if (method.equals(RequestMethod.GET) && segments.size() == 1) {
            return service.search(
                    segments.get(0), criteria(request.getQueryParams().values()));
        }
        if (method.equals(RequestMethod.GET) && segments.size() == 2) {
            return service.read(segments.get(0), segments.get(1));
        }
        if (method.equals(RequestMethod.GET)
                && segments.size() == 4
                && segments.get(2).equals("_history")) {
            return service.version(segments.get(0), segments.get(1), segments.get(3));
        }
        if (method.equals(RequestMethod.PUT) && segments.size() == 2) {
            return service.update(
                    resource(DomainResource.class, request),
                    String.join("/", segments),
                    Optional.ofNullable(request.getHeader("If-Match")),
                    met);
        }
        throw new RecordRefusal(405, "This record offers transaction, update, read and search.");
    }

    private static List<String> segments(LoggedRequest request) {
        String path = URI.create(request.getUrl()).getPath();
        if (!path.startsWith(BASE)) {
            throw new RecordRefusal(404, "The FHIR base is " + BASE + ".");
        }
        return Pattern.compile("/")
                .splitAsStream(path.substring(BASE.length()))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private static <T extends Resource> T resource(Class<T> type, LoggedRequest request) {
        String contentType = request.getHeader("Content-Type");
        WireFormat format = WireFormat.ofContentType(contentType)
                .orElseThrow(() -> new RecordRefusal(415, "The content type " + contentType + " is not FHIR."));
        try {
            if (FhirText.read(request.getBodyAsString(), format) instanceof Resource read && type.isInstance(read)) {
                return type.cast(read);
            }
        } catch (DataFormatException e) {
            throw new RecordRefusal(400, "This is no FHIR: " + e.getMessage());
        }
        throw new RecordRefusal(400, "This is no " + type.getSimpleName() + ".");
    }

    private static String base(LoggedRequest request) {
        return request.getAbsoluteUrl().replaceFirst("/" + METADATA + ".*$", "");
    }

    /** Parameters that start with an underscore shape the answer and, but for the id, select nothing. */
    private static Map<String, List<String>> criteria(Collection<? extends MultiValue> parameters) {
        return parameters.stream()
                .filter(parameter ->
                        parameter.key().equals("_id") || !parameter.key().startsWith("_"))
                .collect(Collectors.toMap(MultiValue::key, MultiValue::values));
    }

    private static ResponseDefinitionBuilder refusal(int status, String sentence) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.PROCESSING)
                .setDiagnostics(sentence);
        return answer(status, outcome);
    }

    private static ResponseDefinitionBuilder answer(int status, Resource resource) {
        ResponseDefinitionBuilder answer = new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", WireFormat.JSON.mediaType())
                .withBody(FhirText.write(resource, WireFormat.JSON));
        return resource.getMeta().hasVersionId()
                ? answer.withHeader("ETag", "W/\"" + resource.getMeta().getVersionId() + "\"")
                : answer;
    }
}
