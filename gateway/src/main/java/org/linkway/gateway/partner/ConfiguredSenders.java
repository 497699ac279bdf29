package org.linkway.gateway.partner;

import org.linkway.gateway.config.BarsProperties;
import org.linkway.routes.port.MessageExchange;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.translation.OutboundMessage;
import org.springframework.stereotype.Component;

/** The senders of BaRS messages whose address this gateway was told. */
@Component
class ConfiguredSenders implements MessageExchange {
    private final BarsProperties properties;
    private final BarsClient client;
    private final Access access;

    ConfiguredSenders(BarsProperties properties, BarsClient client, PartnerAccess access) {
        this.properties = properties;
        this.client = client;
        this.access = access.of("linkway.bars.access", properties.access());
    }

    @Override
    public void send(OutboundMessage message) {
        String base = properties.endpoints().get(message.to().value());
        if (base == null) {
            throw new PartnerRefused("The service '" + message.to() + "' is not in linkway.bars.endpoints any more.");
        }
        client.send(base, access, message);
    }
}
