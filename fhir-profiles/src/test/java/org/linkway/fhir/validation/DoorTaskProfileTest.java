package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.validation.GatewayError.INVARIANT;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;

import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DoorTaskProfileTest {
    private static final String TASK = "Bundle.entry[3].resource";

    private Bundle bundle;
    private Task task;

    @BeforeEach
    void takeTheLeast() {
        bundle = Door.leastTransaction();
        task = Door.only(Task.class, bundle);
    }

    @Test
    void takesTheLeast() {
        assertThat(Door.issues(bundle)).isEmpty();
    }

    @Test
    void takesAFullTask() {
        assertThat(Door.issues(Door.fullTransaction())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REQUESTED", "NULL"})
    void refusesATaskThatIsNotRequested(TaskStatus status) {
        task.setStatus(status);

        assertThat(Door.issues(bundle))
                .containsExactly(Issue.error(
                        INVARIANT,
                        TASK + ".status",
                        "Only a requested Task opens a referral. Send Task.status 'requested'."));
    }

    @Test
    void refusesAnOption() {
        task.setIntent(TaskIntent.OPTION);

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                TASK + ".intent",
                                "A Task with intent 'option' asks for nothing to be done. Send 'order', 'plan' or 'proposal'."));
    }

    @Test
    void refusesATaskWithoutIntent() {
        task.setIntent(null);

        assertThat(Door.issues(bundle))
                .containsExactly(Issue.error(REQUIRED, TASK + ".intent", "Task.intent is missing. Add it."));
    }

    @Test
    void refusesAModifierExtension() {
        task.addModifierExtension(new Extension("https://example.org/reversed", new StringType("so it is")));

        assertThat(Door.issues(bundle))
                .containsExactly(
                        Issue.error(
                                INVARIANT,
                                TASK,
                                "This Task has a modifierExtension, which could turn its meaning round and which Linkway does not know. Leave it out, or send what it says as text."));
    }
}
