package org.linkway.routes.port;

import org.linkway.translation.OutboundMessage;

/** Those who get BaRS messages from Linkway because they sent it some. */
public interface MessageExchange {

    /**
     * Brings a message; sent again it is recognised.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void send(OutboundMessage message);
}
