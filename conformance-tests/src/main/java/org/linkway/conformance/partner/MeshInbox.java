package org.linkway.conformance.partner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies in a mailbox until its owner says that it has it. */
final class MeshInbox {
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private int number;

    /**
     * A message.
     *
     * @param dueAt from when on it is there, by the JVM's own clock
     */
    record Mail(Map<String, String> headers, String body, long dueAt) {
        private boolean isThere() {
            return System.nanoTime() - dueAt >= 0;
        }
    }

    synchronized void arrives(Map<String, String> headers, String body, Duration after) {
        mails.put(
                "M%018d".formatted(++number), new Mail(Map.copyOf(headers), body, System.nanoTime() + after.toNanos()));
    }

    synchronized List<String> list() {
        return mails.entrySet().stream()
                .filter(it -> it.getValue().isThere())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Empty where it was acknowledged, or never came. */
    synchronized Optional<Mail> read(String id) {
        return Optional.ofNullable(mails.get(id)).filter(Mail::isThere);
    }

    synchronized void acknowledge(String id) {
        mails.remove(id);
    }

    /** Whether anything lies there, or is on its way there. */
    synchronized boolean isEmpty() {
        return mails.isEmpty();
    }
}
