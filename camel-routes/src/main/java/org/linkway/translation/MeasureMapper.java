package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Instrument;
import org.linkway.referral.Measure;
import org.linkway.referral.Measure.Occasion;
import org.linkway.referral.Score;

/** A questionnaire's score as an Observation of the record: its code, its value, its answers, and when in the work it was taken. */
final class MeasureMapper {
    private static final String UCUM = "http://unitsofmeasure.org";

    private MeasureMapper() {}

    /** @param observation with the SNOMED CT code of the instrument */
    static void complete(Observation observation, Measure measure) {
        Instrument instrument = measure.instrument().orElseThrow();
        observation.getMeta().addProfile(profile(instrument).url());
        observation.addCategory(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "survey", "Survey")));
        observation
                .getCode()
                .addCoding(local(instrument.code()).setDisplay(instrument.display()))
                .setText(instrument.display()
                        + measure.version().map(it -> ", version " + it).orElse(""));
        measure.total()
                .ifPresent(total -> observation.setValue(new Quantity()
                        .setValue(total)
                        .setUnit("score")
                        .setSystem(UCUM)
                        .setCode(Score.OF_A_QUESTIONNAIRE)));
        measure.occasion().ifPresent(it -> component(observation, "occasion", new CodeableConcept(occasion(it))));
        items(observation, instrument, measure.items());
    }

    private static LinkwayProfile profile(Instrument instrument) {
        return switch (instrument) {
            case SWEMWBS -> LinkwayProfile.SWEMWBS;
            case WEMWBS -> LinkwayProfile.WEMWBS;
            case PAM_13 -> LinkwayProfile.PAM_13;
            case ONS4, MYCAW, UCLA_3 ->
                throw new IllegalArgumentException(instrument.display() + " has no code of its own in SNOMED CT.");
        };
    }

    /** The answers; before the metric score of SWEMWBS their plain sum, which is another number. */
    private static void items(Observation observation, Instrument instrument, List<Integer> items) {
        if (instrument == Instrument.SWEMWBS) {
            int raw = items.stream().mapToInt(Integer::intValue).sum();
            component(observation, instrument.code() + "-raw", new IntegerType(raw));
        }
        for (int i = 0; i < items.size(); i++) {
            component(observation, instrument.code() + "-" + (i + 1), new IntegerType(items.get(i)));
        }
    }

    private static void component(Observation observation, String code, Type value) {
        observation.addComponent().setCode(new CodeableConcept(local(code))).setValue(value);
    }

    private static Coding local(String code) {
        return new Coding().setSystem(CodeSystems.LINKWAY_MEASURE).setCode(code);
    }

    private static Coding occasion(Occasion occasion) {
        return switch (occasion) {
            case BASELINE -> new Coding(CodeSystems.LINKWAY_MEASURE_OCCASION, "baseline", "Baseline");
            case FOLLOW_UP -> new Coding(CodeSystems.LINKWAY_MEASURE_OCCASION, "follow-up", "Follow-up");
        };
    }

    /** The value that a record holds, where it is a number of a UCUM unit. */
    static Optional<Score> score(Observation observation) {
        return observation.getValue() instanceof Quantity quantity
                        && quantity.hasValue()
                        && UCUM.equals(quantity.getSystem())
                        && quantity.hasCode()
                ? Optional.of(new Score(quantity.getValue(), quantity.getCode()))
                : Optional.empty();
    }
}
