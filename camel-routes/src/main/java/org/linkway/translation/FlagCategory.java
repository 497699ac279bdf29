package org.linkway.translation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Flag;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Kebab;
import org.linkway.translation.BundleIndex.Entry;

/** What a Flag is about, by Linkway's code system flag-category or BaRS's flag-categories-bars. */
enum FlagCategory {
    REASONABLE_ADJUSTMENT("RA"),
    SAFEGUARDING("SG"),
    SAFE_CONTACT,
    /** Anything that no other category claims: a risk, until a person has read it. */
    RISK;

    private final Optional<String> barsCode;

    FlagCategory() {
        this.barsCode = Optional.empty();
    }

    FlagCategory(String barsCode) {
        this.barsCode = Optional.of(barsCode);
    }

    /** The flags of this category, but for those that were raised by mistake. */
    Stream<Entry<Flag>> flags(BundleIndex index) {
        return index.all(Flag.class).stream()
                .filter(flag -> flag.resource().getStatus() != Flag.FlagStatus.ENTEREDINERROR)
                .filter(flag -> holds(flag.resource()));
    }

    /** What the flags of this category say. */
    Stream<CodeableConcept> codes(BundleIndex index) {
        return flags(index).map(flag -> flag.resource().getCode());
    }

    private boolean holds(Flag flag) {
        return isNamedBy(flag)
                || (this == RISK && Arrays.stream(values()).noneMatch(category -> category.isNamedBy(flag)));
    }

    private boolean isNamedBy(Flag flag) {
        return flag.getCategory().stream()
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch(this::isNamedBy);
    }

    private boolean isNamedBy(Coding coding) {
        Optional<String> code = Optional.ofNullable(coding.getCode());
        return CodeSystems.LINKWAY_FLAG_CATEGORY.equals(coding.getSystem())
                ? code.filter(Kebab.of(this)::equals).isPresent()
                : CodeSystems.BARS_FLAG_CATEGORY.equals(coding.getSystem())
                        && barsCode.isPresent()
                        && barsCode.equals(code);
    }
}
