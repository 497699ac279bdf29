package org.linkway.fhir.terminology;

import java.util.Optional;

/** What a BaRS message is about (message-events-bars 1.0.0); bookings are nothing that Linkway handles. */
public enum MessageEvent implements Coded {
    SERVICE_REQUEST("servicerequest-request", "Service Request - Request"),
    SERVICE_REQUEST_RESPONSE("servicerequest-response", "Service Request - Response");

    public static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/message-events-bars";

    private final String code;
    private final String display;

    MessageEvent(String code, String display) {
        this.code = code;
        this.display = display;
    }

    @Override
    public String system() {
        return SYSTEM;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String display() {
        return display;
    }

    public static Optional<MessageEvent> fromCode(String system, String code) {
        return Coded.find(values(), system, code);
    }
}
