package org.linkway.translation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.RetiredCodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.referral.Code;

/** Codes both ways. */
final class CodeMapper {
    private CodeMapper() {}

    static Optional<Code> toModel(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(CodeMapper::isCode)
                .findFirst()
                .map(CodeMapper::toModel);
    }

    static List<Code> allToModel(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(CodeMapper::isCode)
                .map(CodeMapper::toModel)
                .toList();
    }

    /** Digits without a system could mean anything. */
    private static boolean isCode(Coding coding) {
        return coding.getSystem() != null && coding.getCode() != null;
    }

    private static Code toModel(Coding coding) {
        Coding current = RetiredCodeSystems.successor(coding.getSystem(), coding.getCode())
                .orElse(coding);
        boolean snomed = CodeSystems.SNOMED_CT.equals(current.getSystem());
        return new Code(
                current.getSystem(),
                current.getCode(),
                Optional.ofNullable(coding.getDisplay()),
                !snomed || Sctid.holds(current.getCode()));
    }

    static Coding toFhir(Code code) {
        return new Coding(code.system(), code.code(), code.display().orElse(null));
    }

    /** What a concept says, in its code's own letters where it has no words: nothing that was said is lost. */
    static Optional<String> wordsOrCode(CodeableConcept concept) {
        return words(concept)
                .or(() -> concept.getCoding().stream()
                        .map(Coding::getCode)
                        .filter(Objects::nonNull)
                        .findFirst());
    }

    /** What the words of a concept say and its code, where it has one, does not. */
    static Optional<String> beyondTheCode(CodeableConcept concept) {
        Optional<String> display = toModel(concept).flatMap(Code::display);
        return words(concept).filter(words -> !display.equals(Optional.of(words)));
    }

    /** What a concept says in words: its text, or else a display. */
    static Optional<String> words(CodeableConcept concept) {
        return Optional.ofNullable(concept.getText())
                .or(() -> concept.getCoding().stream()
                        .map(Coding::getDisplay)
                        .filter(Objects::nonNull)
                        .findFirst());
    }
}
