package org.linkway.routes.inbound;

import org.linkway.routes.InboundMessage;
import org.linkway.workflow.RequestClaim;

/** A message that is ours to work. */
record ClaimedMessage(InboundMessage message, RequestClaim claim) {}
