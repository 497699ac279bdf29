package org.linkway.routes.port;

/** A partner will not take what was sent, now or later. The message holds no patient data. */
public final class PartnerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartnerRefused(String message) {
        super(message);
    }
}
