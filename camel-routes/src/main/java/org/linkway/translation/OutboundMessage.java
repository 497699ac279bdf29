package org.linkway.translation;

import java.util.UUID;
import org.linkway.workflow.Body;

/**
 * A BaRS message on its way out. Sent again it is the same, under the same request id.
 *
 * @param to the service that gets it
 * @param correlationId of the conversation that it belongs to
 * @param useContext what BaRS counts it as: {@code <use case>|<category>|<event>|<reason>}
 * @param body a message Bundle, as JSON
 */
public record OutboundMessage(ServiceAddress to, UUID requestId, String correlationId, String useContext, Body body) {}
