package org.linkway.gateway.partner.mesh;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why MESH did not deliver: the codes of its routing to practices (GP Connect Send Document, "Errors from MESH Endpoint Lookup")
 * and of its transfer.
 */
enum MeshFault {
    SEVERAL_MAILBOXES(
            "EPL-150",
            "More than one practice mailbox is known for this person",
            "ask NHS England's MESH service desk, and send the words to the practice by other means."),
    NO_MAILBOX(
            "EPL-151",
            "No practice mailbox is known for this person",
            "look up where the person is registered, and send the words there by other means."),
    NHS_NUMBER_INVALID(
            "EPL-152",
            "The NHS number is not valid",
            "trace the person, and report the right number by person-details-changed."),
    NHS_NUMBER_NOT_FOUND(
            "EPL-153",
            "The NHS number is not known",
            "trace the person, and report the right number by person-details-changed."),
    DEMOGRAPHICS_DIFFER(
            "EPL-154",
            "NHS number, birth date and family name are not those of one person",
            "trace the person, report what is right by person-details-changed, and replay the delivery."),
    NOT_COLLECTED(
            "14",
            "The practice did not collect the document in time",
            "ask the practice, and send the words by other means."),
    NOT_REGISTERED("12", "The practice takes no documents over MESH", "send the words to the practice by other means."),
    WORKFLOW_NOT_REGISTERED(
            "17",
            "The mailbox may not be sent documents under this workflow",
            "have the workflow authorised, or send the words to the practice by other means."),
    CONTROL_DATA("06", "MESH could not read whom the document is for", "report it to the supplier of Linkway."),
    NO_ADDRESS("08", "MESH was not told whom the document is for", "report it to the supplier of Linkway.");

    private static final String ANOTHER =
            "MESH did not deliver the document. Ask MESH's service desk, and send the words to the practice by other means.";

    private final String code;
    private final String meaning;
    private final String turn;

    MeshFault(String code, String meaning, String turn) {
        this.code = code;
        this.meaning = meaning;
        this.turn = turn;
    }

    /** The code, what it means and what a person does; for codes that are not known, only the last. */
    static String sentence(Optional<String> code) {
        return code.flatMap(given -> Arrays.stream(values())
                        .filter(fault -> fault.code.equalsIgnoreCase(given.strip()))
                        .findFirst())
                .map(fault -> fault.meaning + " (" + fault.code + "): " + fault.turn)
                .orElse(ANOTHER);
    }
}
