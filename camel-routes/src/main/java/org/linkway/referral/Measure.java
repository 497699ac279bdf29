package org.linkway.referral;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.linkway.referral.EventDetail.Gap;

/**
 * One questionnaire, answered once.
 *
 * @param version of the instrument, such as "2019"; different versions do not compare
 * @param items the answers in the order of the questionnaire
 * @param score where the instrument has one; a sum is worked out
 */
public record Measure(
        Optional<Instrument> instrument,
        Optional<String> version,
        Optional<Occasion> occasion,
        List<Integer> items,
        Optional<BigDecimal> score,
        Optional<String> note)
        implements EventDetail {
    public Measure {
        items = Lists.copy(items);
    }

    /** When in the work it was taken. */
    public enum Occasion {
        BASELINE,
        FOLLOW_UP;

        static String codes() {
            return Arrays.stream(values()).map(Kebab::of).collect(Collectors.joining(", "));
        }
    }

    @Override
    public List<Gap> gaps() {
        Gaps gaps = new Gaps()
                .require(
                        instrument,
                        "instrument",
                        "Say what was measured with, with one of: " + Instrument.codes() + ".")
                .require(version, "version", "Say which version of the instrument was used: only the same compares.")
                .require(occasion, "occasion", "Say when it was taken, with one of: " + Occasion.codes() + ".");
        instrument.ifPresent(it -> it.faults(items, score).forEach(gaps::add));
        return gaps.list();
    }

    @Override
    public List<Gap> conflicts(Referral referral) {
        boolean compares = occasion.equals(Optional.of(Occasion.FOLLOW_UP))
                && referral.work().measures().stream()
                        .noneMatch(it -> it.measure().comparesWith(this));
        return compares
                ? List.of(new Gap(
                        "occasion",
                        "There is no baseline with this instrument and version to follow up. Record it as baseline."))
                : List.of();
    }

    boolean comparesWith(Measure other) {
        return instrument.equals(other.instrument) && version.equals(other.version);
    }

    /** The score that was given, or the sum of the answers where that is the score. */
    public Optional<BigDecimal> total() {
        return score.or(() -> instrument.flatMap(it -> it.scoreOf(items)));
    }

    /** The total, or each answer where there is none. */
    String value() {
        return total().map(BigDecimal::toPlainString)
                .orElseGet(() -> items.stream().map(String::valueOf).collect(Collectors.joining("/")));
    }

    @Override
    public List<String> inWords() {
        return instrument.map(it -> it.display() + ": " + value() + ".").stream()
                .toList();
    }
}
