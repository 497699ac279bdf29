package org.linkway.translation.itk;

import java.util.Optional;
import java.util.UUID;

/**
 * What a practice's system answers to a message.
 *
 * @param answers the id of the message; empty where the response names none that could be ours
 * @param level which of the two acknowledgements it is
 * @param positive whether it is an acknowledgement, and not a refusal
 * @param code one of ITK3's; empty where there is none, or one that ITK3 does not have
 */
public record ItkResponse(Optional<UUID> answers, Level level, boolean positive, Optional<ItkCode> code) {

    /** Who acknowledges: codes below 30000 are the system's, the others the practice's. */
    public enum Level {
        INFRASTRUCTURE,
        BUSINESS
    }

    /** Whether it refuses the message only because the system has had it before. */
    public boolean saysItCameBefore() {
        return !positive && code.filter(ItkCode::saysItCameBefore).isPresent();
    }

    /** For a refusal: the code, what it means and what a person does; nothing that the other side wrote itself. */
    public String refusal() {
        return code.map(ItkCode::sentence)
                .orElse("The practice's system did not take the document, and gives no reason that is known."
                        + " Ask the practice, and send the words by other means.");
    }
}
