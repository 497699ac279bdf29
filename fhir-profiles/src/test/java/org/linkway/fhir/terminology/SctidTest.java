package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.Hazard;

class SctidTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "871731000000106",
                "871711000000103",
                "871691000000100",
                "1084281000000109",
                "1362931000000106",
                "1362721000000106",
                "515721000000104",
                "1373501000000105",
                "1373511000000107",
                "294631000000100",
                "281399006",
                "306238000",
                "224484003"
            })
    void holdsForPublishedCodes(String code) {
        assertThat(Sctid.holds(code)).isTrue();
    }

    /** Both are seen in the wild. */
    @ParameterizedTest
    @ValueSource(strings = {"926121000000105", "1659111000000100"})
    @Hazard("H5")
    void failsWhereTheCheckDigitDoes(String code) {
        assertThat(Sctid.holds(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12345", "0871731000000106", "871731000000106 ", "8717310000001O6", "1234567890123456789"})
    void failsWhereTheFormDoes(String text) {
        assertThat(Sctid.holds(text)).isFalse();
    }

    @Property
    void exactlyOneLastDigitHolds(@ForAll @LongRange(min = 10_000, max = 99_999_999_999_999_999L) long body) {
        long holding = 0;
        for (int check = 0; check < 10; check++) {
            holding += Sctid.holds(body + "" + check) ? 1 : 0;
        }
        assertThat(holding).isEqualTo(1);
    }

    /** What Verhoeff's scheme is chosen for. */
    @Property
    void noticesTwoNeighboursSwapped(
            @ForAll @LongRange(min = 100_000, max = 999_999_999) long body, @ForAll @IntRange(max = 4) int position) {
        for (int check = 0; check < 10; check++) {
            String code = body + "" + check;
            if (Sctid.holds(code) && code.charAt(position) != code.charAt(position + 1)) {
                String swapped = code.substring(0, position)
                        + code.charAt(position + 1)
                        + code.charAt(position)
                        + code.substring(position + 2);

                assertThat(Sctid.holds(swapped)).isFalse();
            }
        }
    }
}
