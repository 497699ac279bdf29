package org.linkway.fhir.terminology;

/**
 * SNOMED CT identifiers: 6 to 18 digits, the last a Verhoeff check digit (SNOMED CT Release File Specification, 6.2).
 */
public final class Sctid {
    /** Multiplication in the dihedral group D5. */
    private static final int[][] PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Sctid() {}

    /** Whether the text has the form of an SCTID and its check digit holds. Says nothing about whether it was issued. */
    public static boolean holds(String text) {
        return text.matches("[1-9][0-9]{5,17}") && checksum(text) == 0;
    }

    private static int checksum(String digits) {
        int check = 0;
        for (int position = 0; position < digits.length(); position++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - position), 10);
            check = PRODUCT[check][permuted(digit, position % 8)];
        }
        return check;
    }

    private static int permuted(int digit, int times) {
        int permuted = digit;
        for (int i = 0; i < times; i++) {
            permuted = PERMUTATION[permuted];
        }
        return permuted;
    }
}
