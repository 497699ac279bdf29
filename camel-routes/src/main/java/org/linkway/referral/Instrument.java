package org.linkway.referral;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.referral.EventDetail.Gap;

/**
 * A measure of wellbeing, and what its answers can be. The score of an instrument compares only with the same instrument in the
 * same version.
 */
public enum Instrument {
    /** Four questions of their own, 0 to 10, the fourth (anxiety) the other way round; the ONS publishes no total. */
    ONS4(4, 4, 0, 10, Scoring.NONE, 0, 0, Better.EACH_ITS_OWN),
    /** Seven answers, 1 to 5. The score is the metric one, which the raw total is transformed to, never the raw one. */
    SWEMWBS(7, 7, 1, 5, Scoring.GIVEN, 7, 35, Better.HIGHER),
    /** Fourteen answers, 1 to 5; the score is their sum. */
    WEMWBS(14, 14, 1, 5, Scoring.SUM, 0, 0, Better.HIGHER),
    /** Thirteen answers under licence, which are not kept; the score runs from 0 to 100. */
    PAM_13(0, 0, 0, 0, Scoring.GIVEN, 0, 100, Better.HIGHER),
    /** One or two concerns in the person's words and their wellbeing, 0 to 6 each, 0 being best; no total. */
    MYCAW(2, 3, 0, 6, Scoring.NONE, 0, 0, Better.LOWER),
    /** Three answers, 1 to 3; the score is their sum. */
    UCLA_3(3, 3, 1, 3, Scoring.SUM, 0, 0, Better.LOWER);

    private final int fewest;
    private final int most;
    private final int lowest;
    private final int highest;
    private final Scoring scoring;
    private final int lowestScore;
    private final int highestScore;
    private final Better better;

    Instrument(
            int fewest,
            int most,
            int lowest,
            int highest,
            Scoring scoring,
            int lowestScore,
            int highestScore,
            Better better) {
        this.fewest = fewest;
        this.most = most;
        this.lowest = lowest;
        this.highest = highest;
        this.scoring = scoring;
        this.lowestScore = lowestScore;
        this.highestScore = highestScore;
        this.better = better;
    }

    /** Which way is up. */
    public enum Better {
        HIGHER,
        LOWER,
        EACH_ITS_OWN
    }

    /** How an instrument comes to its score. */
    private enum Scoring {
        NONE,
        SUM,
        GIVEN
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return name().replace('_', '-');
    }

    public Better better() {
        return better;
    }

    static String codes() {
        return Arrays.stream(values()).map(Instrument::code).collect(Collectors.joining(", "));
    }

    /** The sum of the answers, where that is the score. */
    Optional<BigDecimal> scoreOf(List<Integer> items) {
        return scoring == Scoring.SUM
                ? Optional.of(BigDecimal.valueOf(
                        items.stream().mapToLong(Integer::longValue).sum()))
                : Optional.empty();
    }

    /** What is wrong with these answers and this score: half a questionnaire has no score. */
    List<Gap> faults(List<Integer> items, Optional<BigDecimal> given) {
        Gaps gaps = new Gaps();
        if (items.size() < fewest || items.size() > most) {
            gaps.add(
                    "items",
                    display() + " has " + howMany() + ", and " + items.size() + " are here. Send all of them.");
        }
        if (items.stream().anyMatch(item -> item < lowest || item > highest)) {
            gaps.add(
                    "items",
                    "Each answer of " + display() + " is a whole number from " + lowest + " to " + highest + ".");
        }
        faultOfScore(items, given).ifPresent(sentence -> gaps.add("score", sentence));
        return gaps.list();
    }

    private Optional<String> faultOfScore(List<Integer> items, Optional<BigDecimal> given) {
        if (scoring == Scoring.GIVEN) {
            return given.filter(this::isInRange).isPresent()
                    ? Optional.empty()
                    : Optional.of("Send the score of " + display() + ": a number from " + lowestScore + " to "
                            + highestScore + ".");
        }
        Optional<BigDecimal> sum = scoreOf(items);
        if (given.isEmpty() || sum.filter(it -> it.compareTo(given.get()) == 0).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                scoring == Scoring.SUM
                        ? "The score of " + display() + " is the sum of its answers, here " + sum.orElseThrow()
                                + ". Leave score out, or send that."
                        : display() + " has no total. Leave score out.");
    }

    private boolean isInRange(BigDecimal given) {
        return given.compareTo(BigDecimal.valueOf(lowestScore)) >= 0
                && given.compareTo(BigDecimal.valueOf(highestScore)) <= 0;
    }

    private String howMany() {
        return fewest == most
                ? (most == 0 ? "no answers that are kept" : most + " answers")
                : fewest + " to " + most + " answers";
    }
}
