package org.linkway.fhir.terminology;

import java.util.Optional;

/** Why a BaRS message is sent (message-reason-bars 1.1.0). */
public enum MessageReason implements Coded {
    NEW("new", "New"),
    UPDATE("update", "Update"),
    DELETE("delete", "Delete");

    public static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/message-reason-bars";

    private final String code;
    private final String display;

    MessageReason(String code, String display) {
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

    public static Optional<MessageReason> fromCode(String system, String code) {
        return Coded.find(values(), system, code);
    }
}
