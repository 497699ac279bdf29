package org.linkway.workflow;

/**
 * What may be written only where nothing like it is there ({@code If-None-Exist}).
 *
 * @param party whose resources are looked through: each sender's are its own
 * @param query a FHIR search of this type, which has to find nothing
 */
public record Absence(Party party, String type, String query) {

    /** The query of a condition. FHIR asks for that alone; clients also send the type, or its address, before it. */
    public static String query(String type, String condition) {
        return condition.replaceFirst("^(?:(?:https?://[^?]*/)?" + type + ")?\\?", "");
    }
}
