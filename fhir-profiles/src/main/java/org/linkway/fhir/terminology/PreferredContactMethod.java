package org.linkway.fhir.terminology;

import java.util.Optional;

/** How a person would like to be contacted: UK Core PreferredContactMethod 2.2.0. */
public enum PreferredContactMethod implements Coded {
    LETTER("1", "Letter"),
    VISIT("2", "Visit"),
    TELEPHONE("3", "Telephone"),
    EMAIL("4", "E-mail"),
    MINICOM("5", "Minicom (Textphone)"),
    TELEPHONE_VIA_PROXY("6", "Telephone contact via proxy"),
    SIGN_LANGUAGE("7", "Sign language"),
    NO_TELEPHONE("8", "No Telephone contact"),
    SMS("9", "SMS");

    public static final String SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod";

    private final String code;
    private final String display;

    PreferredContactMethod(String code, String display) {
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

    public static Optional<PreferredContactMethod> fromCode(String system, String code) {
        return Coded.find(values(), system, code);
    }
}
