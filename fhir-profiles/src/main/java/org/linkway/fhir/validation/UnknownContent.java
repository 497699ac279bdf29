package org.linkway.fhir.validation;

/** What is said of names that FHIR R4 does not know. */
final class UnknownContent {
    private UnknownContent() {}

    /** @param parent the element that holds it, as people call it */
    static Issue element(String expression, String name, String parent) {
        return Issue.error(
                GatewayError.UNKNOWN_CONTENT,
                expression,
                "'" + name + "' is not an element of FHIR R4 " + parent + ": remove it or correct its spelling.");
    }

    static Issue attribute(String expression, String name, String parent) {
        return Issue.error(
                GatewayError.UNKNOWN_CONTENT,
                expression,
                "'" + name + "' is not an attribute of FHIR R4 " + parent + ": remove it or correct its spelling.");
    }

    static Issue resourceType(String expression, String type) {
        return Issue.error(
                GatewayError.UNKNOWN_CONTENT,
                expression,
                "'" + type + "' is not a resource type of FHIR R4: remove it or correct its spelling.");
    }
}
