package org.linkway.fhir.validation;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that Linkway refuses or fails with: the one list from which answers and documentation come.
 *
 * <p>{@code nhsCode} is from {@code https://fhir.nhs.uk/CodeSystem/http-error-codes}; where that has none, Linkway's own code
 * stands alone. 425 and 429 use {@code REC_TOO_EARLY} and {@code REC_TOO_MANY_REQUESTS} as the BaRS guide does, although the
 * code system does not list them.
 */
public enum GatewayError {
    NOT_FHIR(400, "REC_BAD_REQUEST", "structure", "The body is not well-formed FHIR JSON or XML"),
    TOO_COMPLEX(400, "REC_BAD_REQUEST", "too-costly", "The body is nested too deeply, or has too many parts"),
    UNSAFE_XML(400, "REC_BAD_REQUEST", "security", "The XML has a document type declaration"),
    UNKNOWN_CONTENT(
            400,
            "REC_BAD_REQUEST",
            "structure",
            "The body has an element or a resource type that FHIR R4 does not know"),
    HEADER_MISSING(400, "REC_BAD_REQUEST", "required", "A header is missing"),
    HEADER_INVALID(400, "REC_BAD_REQUEST", "value", "A header does not hold"),
    PARAMETER_MISSING(400, "REC_BAD_REQUEST", "required", "A search parameter is missing"),
    REQUEST_ID_REUSED(400, "REC_BAD_REQUEST", "value", "X-Request-Id was used before for another body"),
    WORKFLOW(
            400,
            "REC_BAD_REQUEST",
            "invariant",
            "A message with this event, reason and status means nothing that this gateway takes"),
    PARAMETER_UNKNOWN(400, "REC_BAD_REQUEST", "not-supported", "A parameter is not offered"),
    PARAMETER_INVALID(400, "REC_BAD_REQUEST", "value", "A parameter does not hold"),
    UNAUTHORIZED(401, "REC_UNAUTHORIZED", "security", "It is not known who calls"),
    FORBIDDEN(403, "REC_FORBIDDEN", "forbidden", "The caller may not do this"),
    NOT_FOUND(404, "REC_NOT_FOUND", "not-found", "There is nothing here that you may see"),
    METHOD_NOT_ALLOWED(405, "REC_METHOD_NOT_ALLOWED", "not-supported", "This address does not take this method"),
    NOT_ACCEPTABLE(406, "REC_NOT_ACCEPTABLE", "processing", "No representation that you accept can be given"),
    TIMEOUT(408, "REC_TIMEOUT", "timeout", "The request did not arrive in time"),
    DUPLICATE(409, "REC_CONFLICT", "duplicate", "This message has already been processed successfully"),
    CONFLICT(409, "REC_CONFLICT", "conflict", "This contradicts what is already held"),
    GONE(410, null, "not-found", "This is not kept any more"),
    VERSION_CONFLICT(412, null, "conflict", "What is to be changed has moved on"),
    NOT_SELECTIVE(412, null, "multiple-matches", "A search that has to name one resource does not"),
    VERSION_REQUIRED(428, null, "required", "It is not said which version is to be changed"),
    TOO_LARGE(413, null, "too-long", "The body is larger than this gateway takes"),
    UNSUPPORTED_MEDIA_TYPE(
            415, "REC_UNSUPPORTED_MEDIA_TYPE", "not-supported", "The content type is not FHIR JSON or XML"),
    INVALID(422, "REC_UNPROCESSABLE_ENTITY", "invalid", "The content breaks a rule of the standard"),
    INVARIANT(422, "REC_UNPROCESSABLE_ENTITY", "invariant", "The content breaks a rule between its parts"),
    REQUIRED(422, "REC_UNPROCESSABLE_ENTITY", "required", "Something that a referral needs is missing"),
    VALUE(422, "REC_UNPROCESSABLE_ENTITY", "value", "A value does not hold"),
    CODE_INVALID(422, "REC_UNPROCESSABLE_ENTITY", "code-invalid", "A code does not hold"),
    CODE_UNCHECKED(422, "REC_UNPROCESSABLE_ENTITY", "processing", "A code could not be checked"),
    UNRESOLVED_REFERENCE(422, "REC_UNPROCESSABLE_ENTITY", "not-found", "A reference leads nowhere"),
    NOT_SUPPORTED(422, "REC_UNPROCESSABLE_ENTITY", "not-supported", "This gateway does not offer what is asked"),
    TOO_EARLY(425, "REC_TOO_EARLY", "duplicate", "The first attempt with this X-Request-Id is still being worked"),
    TOO_MANY_REQUESTS(429, "REC_TOO_MANY_REQUESTS", "throttled", "These are more requests than one caller may make"),
    FAILED(500, "REC_SERVER_ERROR", "exception", "Linkway failed; send it again, it will not be worked twice"),
    UNAVAILABLE(
            503,
            "REC_UNAVAILABLE",
            "transient",
            "Linkway cannot take this now; send it again later, it will not be worked twice");

    private final int httpStatus;
    private final String nhsCode;
    private final String issueType;
    private final String text;

    GatewayError(int httpStatus, String nhsCode, String issueType, String text) {
        this.httpStatus = httpStatus;
        this.nhsCode = nhsCode;
        this.issueType = issueType;
        this.text = text;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The NHS error code, where the code system has one for this. */
    public Optional<String> nhsCode() {
        return Optional.ofNullable(nhsCode);
    }

    /** A code of {@code http://hl7.org/fhir/issue-type}. */
    public String issueType() {
        return issueType;
    }

    public String text() {
        return text;
    }

    /** As a code: {@code not-fhir}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
