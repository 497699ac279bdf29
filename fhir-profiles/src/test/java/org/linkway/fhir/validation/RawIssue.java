package org.linkway.fhir.validation;

import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What two validators have to agree on about one message: how bad, which and where. */
record RawIssue(String severity, String id, String location, int line, int column) {
    private static final Comparator<RawIssue> ORDER = Comparator.comparing(RawIssue::toString);

    static List<RawIssue> all(ProfileValidator validator, Corpus.Document document) {
        try {
            return validator.messages(document.text(), document.profile()).stream()
                    .map(RawIssue::of)
                    .sorted(ORDER)
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            return List.of(failure(e));
        }
    }

    private static RawIssue of(SingleValidationMessage message) {
        return new RawIssue(
                String.valueOf(message.getSeverity()),
                // HAPI's parser says what it finds without an id.
                Optional.ofNullable(message.getMessageId()).orElse(message.getMessage()),
                String.valueOf(message.getLocationString()),
                Optional.ofNullable(message.getLocationLine()).orElse(-1),
                Optional.ofNullable(message.getLocationCol()).orElse(-1));
    }

    /** The validator gave up. */
    private static RawIssue failure(Throwable thrown) {
        return new RawIssue("failure", thrown.getClass().getName(), "", -1, -1);
    }

    boolean isFailure() {
        return severity.equals("failure");
    }
}
