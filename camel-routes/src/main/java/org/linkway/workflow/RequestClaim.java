package org.linkway.workflow;

import java.util.UUID;

/**
 * A claim on one request id of one sender: whoever holds it works the request.
 *
 * @param requestId {@code X-Request-Id}, or an id of Linkway's own where the sender gave none
 * @param lease tells this holder from one that took over after the lease had lapsed
 */
public record RequestClaim(String party, String requestId, UUID lease) {}
