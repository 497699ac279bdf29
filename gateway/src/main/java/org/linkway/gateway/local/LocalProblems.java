package org.linkway.gateway.local;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers what goes wrong on an API in JSON: theirs with what to do, ours without internals. */
@RestControllerAdvice(basePackageClasses = LocalProblems.class)
public class LocalProblems {
    private static final Logger LOG = LoggerFactory.getLogger(LocalProblems.class);

    @ExceptionHandler
    ResponseEntity<LocalProblem.Body> answer(LocalProblem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
        problem.currentEtag().ifPresent(answer::eTag);
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.body());
    }

    @ExceptionHandler
    ResponseEntity<LocalProblem.Body> answer(MethodArgumentTypeMismatchException mismatch) {
        return answer(new LocalProblem(
                HttpStatus.BAD_REQUEST,
                "'" + mismatch.getName() + "' is '" + mismatch.getValue() + "', which is not of the right form."));
    }

    /** What the parser says is left out: it quotes the body. */
    @ExceptionHandler
    ResponseEntity<LocalProblem.Body> answer(HttpMessageNotReadableException unreadable) {
        return answer(new LocalProblem(
                HttpStatus.BAD_REQUEST, "The body is not JSON with the members that are asked for here."));
    }

    @ExceptionHandler
    ResponseEntity<LocalProblem.Body> answer(Exception failure) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return answer(new LocalProblem(
                    HttpStatus.valueOf(known.getStatusCode().value()),
                    known.getBody().getDetail()));
        }
        LOG.error(
                "an API failed: {} at {}",
                failure.getClass().getName(),
                failure.getStackTrace().length == 0 ? "(unknown)" : failure.getStackTrace()[0]);
        return answer(
                new LocalProblem(HttpStatus.INTERNAL_SERVER_ERROR, "Linkway failed; the request can be sent again."));
    }
}
