package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.audit.AuditTrail;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.inbound.Answer;
import org.linkway.translation.IssueMapper;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Body;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * {@code POST /fhir} with a batch: each entry is a request of its own, worked as if it had come alone, in the order in which they
 * stand. None knows of another, and none spoils another.
 */
@Component
class BatchDoor {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** With a scheme, a host, or a way up. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\A(?:[A-Za-z][A-Za-z0-9+.-]*+:|//|\\.\\.)|/\\.\\.(?:/|\\z)");

    /** About what the head of a request that comes alone holds. */
    private static final int LONGEST_URL = 8 * 1024;

    private static final int MOST_ENTRIES = 100;
    private static final int OK = 200;

    private final FhirContext fhir;
    private final FhirReader reader;
    private final ReferralTranslation translation;
    private final AuditTrail audit;
    private final Callers callers;

    BatchDoor(FhirContext fhir, FhirReader reader, ReferralTranslation translation, AuditTrail audit, Callers callers) {
        this.fhir = fhir;
        this.reader = reader;
        this.translation = translation;
        this.audit = audit;
        this.callers = callers;
    }

    /** Whoever works a request that comes alone. */
    @FunctionalInterface
    interface Dispatch {
        void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    /** A body that is no batch at all is left to who says what is wrong with it. */
    boolean takes(byte[] body, HttpServletRequest request) {
        return reader.bundleType(body, request.getContentType()).equals(Optional.of("batch"));
    }

    Answer answer(
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response,
            WireFormat answerFormat,
            Dispatch dispatch) {
        List<BatchEntry> entries = BatchReader.entries(
                body, WireFormat.ofContentType(request.getContentType()).orElseThrow());
        if (entries.size() > MOST_ENTRIES) {
            Issue issue = Issue.error(
                    GatewayError.TOO_LARGE,
                    "Bundle.entry",
                    "This batch has " + entries.size() + " entries. Send " + MOST_ENTRIES + " at most in one.");
            return new Answer(
                    issue.error().httpStatus(),
                    answerFormat.mediaType(),
                    translation.answer(List.of(issue), answerFormat),
                    Optional.empty());
        }
        Bundle answers = new Bundle().setType(BundleType.BATCHRESPONSE);
        entries.forEach(entry -> answers.addEntry(answer(entry, request, response, dispatch)));
        String text = (answerFormat == WireFormat.JSON ? fhir.newJsonParser() : fhir.newXmlParser())
                .encodeResourceToString(answers);
        return new Answer(
                OK, answerFormat.mediaType(), Body.of(text.getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    private BundleEntryComponent answer(
            BatchEntry entry, HttpServletRequest request, HttpServletResponse response, Dispatch dispatch) {
        Optional<Issue> fault = fault(entry);
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        SubRequest asked = alone(entry, request);
        Optional<String> refusal = callers.refusal(asked.getMethod(), asked.getServletPath() + asked.getPathInfo());
        SubResponse alone = new SubResponse(response);
        audit.alone(asked, () -> {
            if (refusal.isPresent()) {
                alone.setStatus(GatewayError.FORBIDDEN.httpStatus());
            } else {
                dispatch(asked, alone, dispatch);
            }
            return alone.getStatus();
        });
        return refusal.map(it -> refused(Issue.error(GatewayError.FORBIDDEN, it)))
                .orElseGet(() -> answered(alone));
    }

    private static void dispatch(SubRequest asked, SubResponse alone, Dispatch dispatch) {
        try {
            dispatch.service(asked, alone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException("A request of a batch failed", e);
        }
    }

    private static Optional<Issue> fault(BatchEntry entry) {
        String path = "Bundle.entry[" + entry.position() + "].request";
        if (entry.method().isEmpty() || entry.url().isEmpty()) {
            return Optional.of(Issue.error(
                    GatewayError.REQUIRED,
                    path,
                    "This entry does not say what it asks for. Send request.method and request.url."));
        }
        if (entry.url().get().length() > LONGEST_URL) {
            return Optional.of(Issue.error(
                    GatewayError.TOO_LARGE,
                    path + ".url",
                    "This url is longer than a request's own may be, " + LONGEST_URL
                            + " characters. Send a search as POST [type]/_search, by itself."));
        }
        boolean isElsewhere = ELSEWHERE.matcher(entry.url().get()).find();
        boolean isBroken = BROKEN_ESCAPE.matcher(entry.url().get()).find();
        return isElsewhere
                        || isBroken
                        || entry.url().get().replaceFirst("^/", "").matches("(\\?.*)?")
                ? Optional.of(Issue.error(
                        GatewayError.VALUE,
                        path + ".url",
                        "The url of a batch's entry is below this base, as 'Task?status=accepted' or 'Task/[id]'."))
                : Optional.empty();
    }

    /** FHIR R4, http.html#trules: a patch that is no Parameters travels as a Binary. */
    private SubRequest alone(BatchEntry entry, HttpServletRequest batch) {
        Map<String, String> headers = new HashMap<>(entry.headers(batch));
        byte[] body = entry.resource().orElse("").getBytes(StandardCharsets.UTF_8);
        if (entry.method().get().equals("PATCH") && reader.isA("Binary", body, entry.format())) {
            Binary binary = (entry.format() == WireFormat.JSON ? fhir.newJsonParser() : fhir.newXmlParser())
                    .parseResource(Binary.class, entry.resource().orElseThrow());
            headers.put(
                    "Content-Type", Optional.ofNullable(binary.getContentType()).orElse(""));
            body = Optional.ofNullable(binary.getData()).orElse(new byte[0]);
        }
        return new SubRequest(
                batch, entry.method().orElseThrow(), entry.url().orElseThrow().replaceFirst("^/", ""), headers, body);
    }

    private BundleEntryComponent answered(SubResponse alone) {
        BundleEntryComponent entry = new BundleEntryComponent();
        BundleEntryResponseComponent response = entry.getResponse().setStatus(status(alone.getStatus()));
        alone.header("Location").ifPresent(response::setLocation);
        alone.header("ETag").ifPresent(response::setEtag);
        Optional<Resource> resource = Optional.of(alone.body())
                .filter(text -> !text.isBlank())
                .map(text -> (Resource) fhir.newJsonParser().parseResource(text));
        resource.map(it -> it.getMeta().getLastUpdatedElement())
                .filter(InstantType::hasValue)
                .ifPresent(response::setLastModifiedElement);
        resource.ifPresent(it -> {
            if (it instanceof OperationOutcome) {
                response.setOutcome(it);
            } else {
                entry.setResource(it);
            }
        });
        return entry;
    }

    private static BundleEntryComponent refused(Issue issue) {
        BundleEntryComponent entry = new BundleEntryComponent();
        entry.getResponse()
                .setStatus(status(issue.error().httpStatus()))
                .setOutcome(IssueMapper.toFhir(List.of(issue)));
        return entry;
    }

    private static String status(int status) {
        return Optional.ofNullable(HttpStatus.resolve(status))
                .map(it -> status + " " + it.getReasonPhrase())
                .orElse(Integer.toString(status));
    }
}
