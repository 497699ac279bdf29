package org.linkway.referral;

import java.math.BigDecimal;

/**
 * A measured value, as it stands beside its code in the record.
 *
 * @param unit a UCUM unit, such as {@code {score}}
 */
public record Score(BigDecimal value, String unit) {
    /** The unit of a score of a questionnaire. */
    public static final String OF_A_QUESTIONNAIRE = "{score}";

    /** Whether the other is the same value in the same unit, however many zeros follow it. */
    public boolean meansTheSameAs(Score other) {
        return value.compareTo(other.value) == 0 && unit.equals(other.unit);
    }
}
