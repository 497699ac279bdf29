package org.linkway.workflow;

import java.util.List;
import java.util.Optional;

/** What can be subscribed to (SDOH Clinical Care, "Checking Task Status": the topics Task and ServiceRequest). */
public enum Topic {
    /** Tasks that are created or updated, once they are no draft. */
    TASK("Task"),
    /** ServiceRequests that are updated. */
    SERVICE_REQUEST("ServiceRequest");

    private final String type;

    Topic(String type) {
        this.type = type;
    }

    /** The FHIR resource type that its events are about. */
    public String type() {
        return type;
    }

    /** Whether the first version of a resource is an event, or only the later ones. */
    public boolean tellsOfCreations() {
        return this == TASK;
    }

    /** The search that a version has to meet, whatever the subscription asks. */
    public Optional<String> condition() {
        return this == TASK ? Optional.of("status:not=draft&intent=order") : Optional.empty();
    }

    /** The search parameters by which a subscription can ask for less. */
    public List<String> filters() {
        return switch (this) {
            case TASK -> List.of("_id", "_lastUpdated", "code", "owner", "patient", "requester", "status");
            case SERVICE_REQUEST -> List.of("_id", "_lastUpdated", "patient", "status");
        };
    }
}
