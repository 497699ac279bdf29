package org.linkway.translation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.linkway.fhir.terminology.CodeSystems;

/** What a Flag is about, by Linkway's code system flag-category or by flag-categories-bars of BaRS. */
enum FlagCategory {
    REASONABLE_ADJUSTMENT("reasonable-adjustment", "RA"),
    SAFEGUARDING("safeguarding", "SG"),
    SAFE_CONTACT("safe-contact", null),
    /** Also anything else that somebody thought worth a flag: a risk, until a person has read it. */
    RISK("risk", null);

    private static final String BARS_SYSTEM = "https://fhir.nhs.uk/CodeSystem/flag-categories-bars";

    private final String code;
    private final String barsCode;

    FlagCategory(String code, String barsCode) {
        this.code = code;
        this.barsCode = barsCode;
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
                        .anyMatch(category::isSaidBy))
                .findFirst()
                .orElse(RISK);
    }

    private boolean isSaidBy(Coding coding) {
        return coding.getCode() != null
                && coding.getCode()
                        .equals(
                                switch (String.valueOf(coding.getSystem())) {
                                    case CodeSystems.LINKWAY_FLAG_CATEGORY -> code;
                                    case BARS_SYSTEM -> barsCode;
                                    default -> null;
                                });
    }
}
