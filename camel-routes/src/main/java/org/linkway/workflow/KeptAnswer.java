package org.linkway.workflow;

/**
 * The answer to a request, kept so that a repeat of the request gets it again.
 *
 * @param claim the claim on the request id that this answer settles
 */
public record KeptAnswer(RequestClaim claim, int httpStatus, String contentType, Body body) {}
