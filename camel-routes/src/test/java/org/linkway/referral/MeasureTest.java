package org.linkway.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.linkway.referral.Instrument.MYCAW;
import static org.linkway.referral.Instrument.ONS4;
import static org.linkway.referral.Instrument.PAM_13;
import static org.linkway.referral.Instrument.SWEMWBS;
import static org.linkway.referral.Instrument.UCLA_3;
import static org.linkway.referral.Instrument.WEMWBS;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.referral.EventDetail.Gap;

class MeasureTest {
    private static final Optional<BigDecimal> NO_SCORE = Optional.empty();

    static Stream<Arguments> sound() {
        return Stream.of(
                argumentSet("ONS4", ONS4, List.of(0, 10, 5, 7), NO_SCORE),
                argumentSet("SWEMWBS at its lowest", SWEMWBS, times(7, 1), score("7")),
                argumentSet("SWEMWBS at its highest", SWEMWBS, times(7, 5), score("35.00")),
                argumentSet("SWEMWBS by its metric score", SWEMWBS, times(7, 3), score("21.54")),
                argumentSet("WEMWBS", WEMWBS, times(14, 4), NO_SCORE),
                argumentSet("WEMWBS with its sum", WEMWBS, times(14, 4), score("56.0")),
                argumentSet("PAM-13 at its lowest", PAM_13, List.of(), score("0")),
                argumentSet("PAM-13 at its highest", PAM_13, List.of(), score("100")),
                argumentSet("MYCaW with one concern", MYCAW, List.of(0, 6), NO_SCORE),
                argumentSet("MYCaW with two concerns", MYCAW, List.of(3, 4, 2), NO_SCORE),
                argumentSet("UCLA-3", UCLA_3, List.of(1, 2, 3), score("6")));
    }

    @ParameterizedTest
    @MethodSource("sound")
    void takesAWholeQuestionnaire(Instrument instrument, List<Integer> items, Optional<BigDecimal> score) {
        assertThat(measure(instrument, items, score).gaps()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet(
                        "half a questionnaire",
                        ONS4,
                        List.of(5, 5, 5),
                        NO_SCORE,
                        "ONS4 has 4 answers, and 3 are here. Send all of them."),
                argumentSet(
                        "more than a questionnaire",
                        UCLA_3,
                        List.of(1, 1, 1, 1),
                        NO_SCORE,
                        "UCLA-3 has 3 answers, and 4 are here. Send all of them."),
                argumentSet(
                        "no concern",
                        MYCAW,
                        List.of(3),
                        NO_SCORE,
                        "MYCAW has 2 to 3 answers, and 1 are here. Send all of them."),
                argumentSet(
                        "too many concerns",
                        MYCAW,
                        List.of(3, 3, 3, 3),
                        NO_SCORE,
                        "MYCAW has 2 to 3 answers, and 4 are here. Send all of them."),
                argumentSet(
                        "answers that must not be kept",
                        PAM_13,
                        List.of(0),
                        score("55"),
                        "PAM-13 has no answers that are kept, and 1 are here. Send all of them."),
                argumentSet(
                        "below the scale",
                        SWEMWBS,
                        List.of(0, 3, 3, 3, 3, 3, 3),
                        score("20"),
                        "Each answer of SWEMWBS is a whole number from 1 to 5."),
                argumentSet(
                        "above the scale",
                        ONS4,
                        List.of(11, 5, 5, 5),
                        NO_SCORE,
                        "Each answer of ONS4 is a whole number from 0 to 10."),
                argumentSet(
                        "a total where there is none",
                        ONS4,
                        times(4, 5),
                        score("20"),
                        "ONS4 has no total. Leave score out."),
                argumentSet(
                        "another sum",
                        UCLA_3,
                        List.of(1, 2, 3),
                        score("7"),
                        "The score of UCLA-3 is the sum of its answers, here 6. Leave score out, or send that."),
                argumentSet(
                        "a score left out",
                        SWEMWBS,
                        times(7, 3),
                        NO_SCORE,
                        "Send the score of SWEMWBS: a number from 7 to 35."),
                argumentSet(
                        "below the lowest score",
                        SWEMWBS,
                        times(7, 3),
                        score("6.99"),
                        "Send the score of SWEMWBS: a number from 7 to 35."),
                argumentSet(
                        "above the highest score",
                        PAM_13,
                        List.of(),
                        score("100.1"),
                        "Send the score of PAM-13: a number from 0 to 100."));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWhatCannotBe(Instrument instrument, List<Integer> items, Optional<BigDecimal> score, String sentence) {
        assertThat(measure(instrument, items, score).gaps())
                .extracting(Gap::sentence)
                .containsExactly(sentence);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(measure(SWEMWBS, List.of(9), NO_SCORE).gaps())
                .extracting(Gap::element)
                .containsExactly("items", "items", "score");
    }

    @Test
    void namesItsInstruments() {
        Measure nothing = new Measure(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        assertThat(nothing.gaps())
                .containsExactly(
                        new Gap(
                                "instrument",
                                "Say what was measured with, with one of: ons4, swemwbs, wemwbs, pam-13, mycaw, ucla-3."),
                        new Gap("version", "Say which version of the instrument was used: only the same compares."),
                        new Gap("occasion", "Say when it was taken, with one of: baseline, follow-up."));
        assertThat(nothing.inWords()).isEmpty();
    }

    @Test
    void worksOutASumAndNothingElse() {
        assertThat(measure(UCLA_3, List.of(1, 2, 3), NO_SCORE).total()).contains(BigDecimal.valueOf(6));
        assertThat(measure(ONS4, times(4, 5), NO_SCORE).total()).isEmpty();
        assertThat(measure(SWEMWBS, times(7, 3), score("21.54")).total()).isEqualTo(score("21.54"));
    }

    @Test
    void isToldByItsScoreOrByItsAnswers() {
        assertThat(measure(UCLA_3, List.of(1, 2, 3), NO_SCORE).inWords()).containsExactly("UCLA-3: 6.");
        assertThat(measure(ONS4, List.of(6, 5, 5, 7), NO_SCORE).inWords()).containsExactly("ONS4: 6/5/5/7.");
        assertThat(measure(PAM_13, List.of(), score("1E+2")).inWords()).containsExactly("PAM-13: 100.");
    }

    @Test
    void comparesWithTheSameInstrumentInTheSameVersion() {
        Measure first = measure(UCLA_3, List.of(1, 2, 3), NO_SCORE);

        assertThat(first.comparesWith(measure(UCLA_3, List.of(3, 3, 3), NO_SCORE)))
                .isTrue();
        assertThat(first.comparesWith(measure(WEMWBS, times(14, 3), NO_SCORE))).isFalse();
        assertThat(first.comparesWith(inVersion("2004", UCLA_3))).isFalse();
    }

    @Test
    void knowsWhichWayIsUp() {
        assertThat(Arrays.stream(Instrument.values()).map(Instrument::better))
                .containsExactly(
                        Instrument.Better.EACH_ITS_OWN,
                        Instrument.Better.HIGHER,
                        Instrument.Better.HIGHER,
                        Instrument.Better.HIGHER,
                        Instrument.Better.LOWER,
                        Instrument.Better.LOWER);
    }

    private static Measure measure(Instrument instrument, List<Integer> items, Optional<BigDecimal> score) {
        return new Measure(
                Optional.of(instrument),
                Optional.of("2019"),
                Optional.of(Measure.Occasion.BASELINE),
                items,
                score,
                Optional.empty());
    }

    private static Measure inVersion(String version, Instrument instrument) {
        return new Measure(
                Optional.of(instrument),
                Optional.of(version),
                Optional.of(Measure.Occasion.BASELINE),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Integer> times(int times, int answer) {
        return Collections.nCopies(times, answer);
    }

    private static Optional<BigDecimal> score(String score) {
        return Optional.of(new BigDecimal(score));
    }
}
