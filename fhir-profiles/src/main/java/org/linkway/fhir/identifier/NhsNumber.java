package org.linkway.fhir.identifier;

import java.util.Optional;

/**
 * The NHS number: ten digits, the last a modulus 11 check digit (NHS Data Dictionary, NHS NUMBER).
 *
 * <p>Numbers of one repeated digit pass the check and were never issued, so they are refused by a rule of their own.
 */
public final class NhsNumber {

    /** What is wrong with a would-be NHS number. */
    public enum Fault {
        NOT_TEN_DIGITS("is not ten digits"),
        ONE_REPEATED_DIGIT("is one digit repeated, which is never issued"),
        CHECK_DIGIT("fails its check digit (modulus 11)");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        /** The fault as the rest of a sentence whose subject is the number. */
        public String words() {
            return words;
        }
    }

    private NhsNumber() {}

    /** The fault of this text as an NHS number; empty when it holds. */
    public static Optional<Fault> fault(String text) {
        if (!text.matches("[0-9]{10}")) {
            return Optional.of(Fault.NOT_TEN_DIGITS);
        }
        if (text.chars().distinct().count() == 1) {
            return Optional.of(Fault.ONE_REPEATED_DIGIT);
        }
        return checkDigit(text) == Character.digit(text.charAt(9), 10)
                ? Optional.empty()
                : Optional.of(Fault.CHECK_DIGIT);
    }

    /** The check digit that the first nine digits ask for; 10 where no digit will do. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int position = 0; position < 9; position++) {
            sum += Character.digit(digits.charAt(position), 10) * (10 - position);
        }
        return (11 - sum % 11) % 11;
    }
}
