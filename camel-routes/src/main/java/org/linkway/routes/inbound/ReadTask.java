package org.linkway.routes.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Door;
import org.linkway.translation.ReferralTranslation;
import org.linkway.translation.TaskPatch;
import org.linkway.workflow.Body;

/** Reads the body as the Task that the sender wants to stand, or refuses it with everything that is wrong. */
public final class ReadTask {
    private final FhirReader reader;
    private final ReferralTranslation translation;
    private final StandingResource standing;

    public ReadTask(FhirReader reader, ReferralTranslation translation, StandingResource standing) {
        this.reader = reader;
        this.translation = translation;
        this.standing = standing;
    }

    TaskMessage read(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        Body task = message.body();
        Optional<String> contentType = message.contentType();
        if (message.door() == Door.PATCH) {
            task = patched(claimed);
            contentType = Optional.of(WireFormat.JSON.mediaType());
        }
        return new TaskMessage(claimed, translation.sentTask(valid(claimed, "Task", task, contentType)));
    }

    private Body patched(ClaimedMessage claimed) {
        return patch(claimed).appliedTo(standing.asSeen(claimed).resource()).match((task, warnings) -> task, issues -> {
            throw RejectedMessage.forGood(claimed, issues);
        });
    }

    private TaskPatch patch(ClaimedMessage claimed) {
        InboundMessage message = claimed.message();
        boolean isJsonPatch = message.contentType()
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(TaskPatch.JSON_PATCH))
                .isPresent();
        return isJsonPatch
                ? TaskPatch.ofJson(message.body())
                : translation.taskPatch(valid(claimed, "Parameters", message.body(), message.contentType()));
    }

    private ResourceReading valid(ClaimedMessage claimed, String type, Body body, Optional<String> contentType) {
        ResourceReading reading = reader.readResource(body.bytes(), contentType.orElse(null), type);
        List<Issue> issues = reading.issues();
        if (Issue.anyError(issues)) {
            throw RejectedMessage.forGood(claimed, issues);
        }
        return reading;
    }
}
