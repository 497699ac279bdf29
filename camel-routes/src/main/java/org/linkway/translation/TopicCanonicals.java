package org.linkway.translation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.workflow.Topic;

/** The canonical URLs of the topics: Linkway's own, and those of SDOH Clinical Care, one of them as it is misspelt there. */
public final class TopicCanonicals {
    private static final String OWN = LinkwayPackage.CANONICAL + "/SubscriptionTopic/";
    private static final String SDOH_CC = "http://hl7.org/fhir/us/sdoh-clinicalcare/SubscriptionTopic/";

    private static final Map<String, Topic> TOPICS = new TreeMap<>(Map.of(
            OWN + "task", Topic.TASK,
            OWN + "service-request", Topic.SERVICE_REQUEST,
            SDOH_CC + "Task", Topic.TASK,
            SDOH_CC + "Servicerequest", Topic.SERVICE_REQUEST));

    private TopicCanonicals() {}

    /** All that are taken. */
    public static List<String> offered() {
        return List.copyOf(TOPICS.keySet());
    }

    static Optional<Topic> topic(String canonical) {
        return Optional.ofNullable(TOPICS.get(canonical.replaceFirst("\\|.*", "")));
    }
}
