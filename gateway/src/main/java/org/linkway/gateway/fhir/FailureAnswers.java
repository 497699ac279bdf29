package org.linkway.gateway.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.gateway.fhir.search.SearchRefused;
import org.linkway.translation.IssueMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what HAPI's server throws into Linkway's own errors: theirs with what to do, ours without internals. */
@Interceptor
public final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException answer(
            Throwable failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof NotModifiedException unchanged) {
            response.setHeader("ETag", request.getHeader("If-None-Match"));
            return unchanged;
        }
        List<String> allowed =
                AllowedMethods.at(Optional.ofNullable(request.getPathInfo()).orElse(""));
        List<Issue> issues = failure instanceof SearchRefused refused
                ? refused.issues()
                : List.of(issue(failure, allowed.contains(request.getMethod())));
        BaseServerResponseException answer = new UnclassifiedServerFailureException(
                Issue.httpStatus(issues), issues.get(0).sentence());
        answer.setOperationOutcome(IssueMapper.toFhir(issues));
        return answer;
    }

    private static Issue issue(Throwable failure, boolean methodAllowed) {
        int status = failure instanceof BaseServerResponseException known ? known.getStatusCode() : 500;
        return switch (status) {
            case 404, 410 ->
                Issue.error(
                        GatewayError.NOT_FOUND,
                        "There is nothing at this address that you may see. Check the type and the id: each location that"
                                + " Linkway answered can be read.");
            case 400, 405, 501 ->
                methodAllowed
                        ? Issue.error(
                                GatewayError.PARAMETER_INVALID,
                                "Something in the address of this request does not hold. What can be asked is listed at GET"
                                        + " /fhir/metadata.")
                        : Issue.error(
                                GatewayError.METHOD_NOT_ALLOWED,
                                "This interaction is not offered. Send referrals to POST /fhir or POST /fhir/$process-message; what"
                                        + " can be read is listed at GET /fhir/metadata.");
            case 406 ->
                Issue.error(GatewayError.NOT_ACCEPTABLE, "Accept application/fhir+json or application/fhir+xml.");
            default -> {
                LOG.error("a read failed: {}", failure.getClass().getName());
                yield Issue.error(GatewayError.FAILED, GatewayError.FAILED.text() + ".");
            }
        };
    }
}
