package org.linkway.translation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;

/** What a Flag is about, by the BaRS code system flag-categories-bars. */
enum FlagCategory {
    REASONABLE_ADJUSTMENT("RA"),
    SAFEGUARDING("SG"),
    /** Anything else that somebody thought worth a flag: a risk, until a person has read it. */
    RISK("");

    private static final String SYSTEM = "https://fhir.nhs.uk/CodeSystem/flag-categories-bars";

    private final String code;

    FlagCategory(String code) {
        this.code = code;
    }

    /** The flags of this category, but for those that were raised by mistake. */
    Stream<Flag> flags(BundleIndex index) {
        return index.all(Flag.class).stream()
                .map(BundleIndex.Entry::resource)
                .filter(flag -> flag.getStatus() != Flag.FlagStatus.ENTEREDINERROR)
                .filter(flag -> of(flag) == this);
    }

    private static FlagCategory of(Flag flag) {
        return Arrays.stream(values())
                .filter(category -> flag.getCategory().stream()
                        .flatMap(concept -> concept.getCoding().stream())
                        .filter(coding -> SYSTEM.equals(coding.getSystem()))
                        .map(Coding::getCode)
                        .anyMatch(category.code::equals))
                .findFirst()
                .orElse(RISK);
    }
}
