package org.linkway.translation;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.referral.Code;

/** Codes both ways. */
final class CodeMapper {
    private CodeMapper() {}

    static Optional<Code> toModel(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .findFirst()
                .map(CodeMapper::toModel);
    }

    static Code toModel(Coding coding) {
        boolean snomed = CodeSystems.SNOMED_CT.equals(coding.getSystem());
        return new Code(
                coding.getSystem(),
                coding.getCode(),
                Optional.ofNullable(coding.getDisplay()),
                !snomed || Sctid.holds(coding.getCode()));
    }

    static Coding toFhir(Code code) {
        return new Coding(code.system(), code.code(), code.display().orElse(null));
    }

    /** What a concept says in words: its text, or else a display. */
    static Optional<String> words(CodeableConcept concept) {
        return concept.hasText()
                ? Optional.of(concept.getText())
                : concept.getCoding().stream()
                        .filter(Coding::hasDisplay)
                        .map(Coding::getDisplay)
                        .findFirst();
    }
}
