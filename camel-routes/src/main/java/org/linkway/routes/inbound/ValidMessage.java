package org.linkway.routes.inbound;

import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Reading;
import org.linkway.translation.Completion;
import org.linkway.workflow.Absence;

/**
 * A message whose Bundle conforms to the profiles.
 *
 * @param completion what a transaction means that is here already
 * @param absences what has to be absent still when it is committed
 */
record ValidMessage(ClaimedMessage claimed, Reading reading, Optional<Completion> completion, List<Absence> absences) {
    ValidMessage {
        absences = List.copyOf(absences);
    }

    ValidMessage(ClaimedMessage claimed, Reading reading) {
        this(claimed, reading, Optional.empty(), List.of());
    }
}
