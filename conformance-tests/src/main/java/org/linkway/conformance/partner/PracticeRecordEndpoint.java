package org.linkway.conformance.partner;

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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.WireFormat;

/** HTTP in front of a practice record, with its faults. */
final class PracticeRecordEndpoint implements ResponseDefinitionTransformerV2 {
    static final String BASE = "/fhir";

    private final PracticeRecordService service;
    private final RecordFaults faults;

    PracticeRecordEndpoint(PracticeRecordService service, RecordFaults faults) {
        this.service = service;
        this.faults = faults;
    }

    @Override
    public String getName() {
        return "practice-record";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        if (faults.failsThisTime()) {
            return refusal(new RecordRefusal(500, "The record is out of order."));
        }
        try {
            return answer(200, answerTo(event.getRequest()));
        } catch (RecordRefusal e) {
            return refusal(e);
        }
    }

    private Resource answerTo(LoggedRequest request) {
        String path = URI.create(request.getUrl()).getPath();
        if (!path.startsWith(BASE)) {
            throw new RecordRefusal(404, "The FHIR base is " + BASE + ".");
        }
        List<String> segments = Pattern.compile("/")
                .splitAsStream(path.substring(BASE.length()))
                .filter(Predicate.not(String::isEmpty))
                .toList();
        if (request.getMethod().equals(RequestMethod.POST) && segments.isEmpty()) {
            return service.transaction(bundle(request));
        }
        if (request.getMethod().equals(RequestMethod.POST)
                && segments.size() == 2
                && segments.get(1).equals("_search")) {
            return service.search(
                    segments.get(0), criteria(request.formParameters().values()));
        }
        if (request.getMethod().equals(RequestMethod.GET) && segments.size() == 1) {
            return service.search(
                    segments.get(0), criteria(request.getQueryParams().values()));
        }
        if (request.getMethod().equals(RequestMethod.GET) && segments.size() == 2) {
            return service.read(segments.get(0), segments.get(1));
        }
        throw new RecordRefusal(405, "This record offers transaction, read and search.");
    }

    private static Bundle bundle(LoggedRequest request) {
        String contentType = request.getHeader("Content-Type");
        WireFormat format = WireFormat.ofContentType(contentType)
                .orElseThrow(() -> new RecordRefusal(415, "The content type " + contentType + " is not FHIR."));
        return FhirText.read(Bundle.class, request.getBodyAsString(), format);
    }

    /** Parameters that start with an underscore shape the answer and select nothing. */
    private static Map<String, String> criteria(Collection<? extends MultiValue> parameters) {
        return parameters.stream()
                .filter(parameter -> !parameter.key().startsWith("_"))
                .collect(Collectors.toMap(MultiValue::key, MultiValue::firstValue));
    }

    private ResponseDefinition refusal(RecordRefusal refusal) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.PROCESSING)
                .setDiagnostics(refusal.getMessage());
        return answer(refusal.httpStatus(), outcome);
    }

    private ResponseDefinition answer(int status, Resource resource) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", WireFormat.JSON.mediaType())
                .withBody(FhirText.write(resource, WireFormat.JSON))
                .withFixedDelay(Math.toIntExact(faults.delay().toMillis()))
                .build();
    }
}
