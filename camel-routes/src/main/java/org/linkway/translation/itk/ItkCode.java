package org.linkway.translation.itk;

import java.util.Arrays;
import java.util.Optional;

/** What a system that got a message can answer: the response codes of ITK3 Message Distribution 2.10.0. */
public enum ItkCode {
    HANDLING_SPECIFICATION("10001", "it cannot work with how the message is to be handled", Turn.SUPPLIER),
    INFRASTRUCTURE_FLAG("10002", "it cannot read whether it is to acknowledge receipt", Turn.SUPPLIER),
    BUSINESS_FLAG("10003", "it cannot read whether it is to acknowledge the document", Turn.SUPPLIER),
    MESSAGE_DEFINITION("10004", "it does not know this kind of message", Turn.SUPPLIER),
    MESSAGE_DEFINITION_VERSION("10005", "it does not know this version of the message", Turn.SUPPLIER),
    PRIORITY("10006", "it cannot work with the priority", Turn.SUPPLIER),
    SENDER_REFERENCE("10007", "it cannot work with the sender's reference", Turn.SUPPLIER),
    HANDLING_RULE("10008", "the message breaks one of its rules", Turn.SUPPLIER),
    UNREADABLE("10009", "it cannot read the message", Turn.SUPPLIER),
    RECIPIENT_TYPE("10010", "it cannot work with the type of recipient", Turn.SUPPLIER),
    RECIPIENT_PERSON("20001", "it does not know the recipient", Turn.PRACTICE),
    RECIPIENT_ORGANISATION("20002", "it does not know the organisation that is to get it", Turn.PRACTICE),
    SENDER("20003", "it does not know who sends it", Turn.PRACTICE),
    FILE_TYPE_NOT_APPROVED("20004", "it may not take this type of file", Turn.SUPPLIER),
    FILE_TYPE_NOT_SUPPORTED("20005", "it cannot take this type of file", Turn.SUPPLIER),
    HEADER("20006", "the head of the message is not valid", Turn.SUPPLIER),
    DUPLICATE_MESSAGE("20007", "it has had this message before", Turn.RECORD),
    DUPLICATE_DOCUMENT("20008", "it has had this document before", Turn.RECORD),
    PAYLOAD("20009", "the document is not valid", Turn.SUPPLIER),
    PAYLOAD_ORGANISATION("20010", "it does not serve the organisation that is to get the document", Turn.PRACTICE),
    PAYLOAD_PERSON("20011", "it does not serve the person who is to get the document", Turn.PRACTICE),
    SENDER_NOT_AUTHORISED("20012", "it takes nothing from this sender", Turn.PRACTICE),
    RECEIVED("20013", "it has the message", Turn.NOBODY),
    PATIENT_KNOWN("30001", "the person is registered there", Turn.NOBODY),
    PATIENT_NOT_KNOWN("30002", "the person is not known there", Turn.TRACE),
    PATIENT_GONE("30003", "the person is not registered there any more", Turn.TRACE);

    private final String code;
    private final String meaning;
    private final Turn turn;

    ItkCode(String code, String meaning, Turn turn) {
        this.code = code;
        this.meaning = meaning;
        this.turn = turn;
    }

    /** What a person does about it. */
    private enum Turn {
        NOBODY(""),
        SUPPLIER("Send the words to the practice by other means, and report the code to both suppliers."),
        PRACTICE("Ask the practice how it takes documents, and send the words by other means."),
        RECORD("Ask the practice whether the document is in the record; do not send it again."),
        TRACE("Look up where the person is registered now, and send the words there.");

        private final String words;

        Turn(String words) {
            this.words = words;
        }
    }

    /** One of the codes; empty for one that the standard does not have. */
    static Optional<ItkCode> fromCode(String code) {
        // The standard's own page has one of them with a nought too many.
        String known = code.equals("200001") ? RECIPIENT_PERSON.code : code;
        return Arrays.stream(values()).filter(it -> it.code.equals(known)).findFirst();
    }

    boolean saysItCameBefore() {
        return this == DUPLICATE_MESSAGE || this == DUPLICATE_DOCUMENT;
    }

    String sentence() {
        return "The practice's system did not take the document, because " + meaning + " (" + code + "). " + turn.words;
    }
}
