package org.linkway.routes.port;

/** A partner could not be reached, or said that it cannot now. The message holds no patient data. */
public final class PartnerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartnerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    public PartnerUnavailable(String message) {
        super(message);
    }
}
