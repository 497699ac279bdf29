package org.linkway.workflow;

import java.util.Optional;

/**
 * The answer to a request, kept so that a repeat of the request gets it again.
 *
 * @param claim the claim on the request id that this answer settles
 * @param body where the answer is a resource: what its sender should be told about it
 * @param location the resource that is the answer, as {@code Task/1}; once it is kept with the version that was answered,
 *     {@code Task/1/_history/2}
 */
public record KeptAnswer(RequestClaim claim, int httpStatus, String contentType, Body body, Optional<String> location) {
    public KeptAnswer(RequestClaim claim, int httpStatus, String contentType, Body body) {
        this(claim, httpStatus, contentType, body, Optional.empty());
    }

    /** An answer that is a resource: the version that the request made. */
    public static KeptAnswer resource(
            RequestClaim claim, int httpStatus, String contentType, Body remarks, String location) {
        return new KeptAnswer(claim, httpStatus, contentType, remarks, Optional.of(location));
    }
}
