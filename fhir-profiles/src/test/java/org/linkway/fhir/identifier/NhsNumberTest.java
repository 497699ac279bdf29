package org.linkway.fhir.identifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.identifier.NhsNumber.Fault.CHECK_DIGIT;
import static org.linkway.fhir.identifier.NhsNumber.Fault.NOT_TEN_DIGITS;
import static org.linkway.fhir.identifier.NhsNumber.Fault.ONE_REPEATED_DIGIT;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;

class NhsNumberTest {
    private static final int[] WEIGHTS = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};

    @ParameterizedTest
    @ValueSource(strings = {"9990000018", "9990000026", "9000000009", "9476719931"})
    void holdsWithItsCheckDigit(String number) {
        assertThat(NhsNumber.fault(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "999000001",
                "99900000180",
                "999 000 0018",
                "999-000-0018",
                "999000001X",
                "９９９００００１８0",
                "9990000018\n"
            })
    void refusesWhatIsNotTenDigits(String text) {
        assertThat(NhsNumber.fault(text)).contains(NOT_TEN_DIGITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000", "1111111111", "9999999999"})
    @Hazard("H1")
    void refusesOneDigitRepeated(String number) {
        assertThat(NhsNumber.fault(number)).contains(ONE_REPEATED_DIGIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3478526985", "4857773456", "7778521234", "9990000140"})
    @Hazard("H1")
    void refusesAFailingCheckDigit(String number) {
        assertThat(NhsNumber.fault(number)).contains(CHECK_DIGIT);
    }

    /** All weighted digits, the check digit with weight 1, add up to a multiple of 11. */
    @Property
    void holdsExactlyWhenTheWeightedSumDividesByEleven(
            @ForAll @LongRange(min = 0, max = 9_999_999_999L) long candidate) {
        String number = String.format("%010d", candidate);
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += WEIGHTS[i] * Character.digit(number.charAt(i), 10);
        }
        boolean repeated = number.chars().distinct().count() == 1;

        assertThat(NhsNumber.fault(number).isEmpty()).isEqualTo(sum % 11 == 0 && !repeated);
    }

    @Property
    void noticesAnyOneWrongDigit(
            @ForAll @LongRange(min = 999_000_000L, max = 999_999_999L) long firstNine,
            @ForAll @IntRange(max = 9) int position,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        for (int check = 0; check < 10; check++) {
            String number = String.format("%09d%d", firstNine, check);
            if (NhsNumber.fault(number).isEmpty()) {
                char wrong = Character.forDigit((Character.digit(number.charAt(position), 10) + shift) % 10, 10);
                String changed = number.substring(0, position) + wrong + number.substring(position + 1);

                assertThat(NhsNumber.fault(changed)).isPresent();
            }
        }
    }
}
