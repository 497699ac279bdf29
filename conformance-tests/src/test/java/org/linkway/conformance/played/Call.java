package org.linkway.conformance.played;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that a system under test is about to send.
 *
 * @param name by which a test means it
 * @param body may be empty
 */
record Call(String name, String method, String path, Map<String, String> headers, String body) {
    Call with(String header, String value) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.put(header, value);
        return new Call(name, method, path, others, body);
    }

    Call without(String header) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.remove(header);
        return new Call(name, method, path, others, body);
    }

    Call saying(String otherBody) {
        return new Call(name, method, path, headers, otherBody);
    }

    Call to(String otherPath) {
        return new Call(name, method, otherPath, headers, body);
    }
}
