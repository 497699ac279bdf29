package org.linkway.conformance.runner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all of one JSON is in another, whatever else that has: members by name, elements of arrays in any place. */
final class Subset {
    /** A server gives its own. */
    private static final Set<String> SERVERS_OWN = Set.of("id", "meta", "text");

    private final List<String> missing = new ArrayList<>();

    private Subset() {}

    /** @return where something is missing, as paths */
    static List<String> missing(JsonNode least, JsonNode whole) {
        Subset subset = new Subset();
        subset.members(least, whole, least.path("resourceType").asText("the body"), true);
        return subset.missing;
    }

    private void members(JsonNode least, JsonNode whole, String path, boolean isRoot) {
        for (Map.Entry<String, JsonNode> member : least.properties()) {
            if (!isRoot || !SERVERS_OWN.contains(member.getKey())) {
                node(member.getValue(), whole.path(member.getKey()), path + "." + member.getKey());
            }
        }
    }

    private void node(JsonNode least, JsonNode whole, String path) {
        if (least.isObject() && whole.isObject()) {
            members(least, whole, path, false);
        } else if (least.isArray() && whole.isArray()) {
            for (int i = 0; i < least.size(); i++) {
                if (!holds(whole, least.get(i))) {
                    missing.add(path + "[" + i + "]");
                }
            }
        } else if (!isSame(least, whole)) {
            missing.add(path);
        }
    }

    private static boolean holds(JsonNode array, JsonNode element) {
        for (JsonNode candidate : array) {
            Subset subset = new Subset();
            subset.node(element, candidate, "");
            if (subset.missing.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }
}
