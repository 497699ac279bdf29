package org.linkway.fhir.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodedTest {

    @ParameterizedTest
    @MethodSource("all")
    void isReadBackFromItsCoding(Coded coded, BiFunction<String, String, Optional<? extends Coded>> fromCode) {
        Coding coding = coded.toCoding();

        assertThat(fromCode.apply(coding.getSystem(), coding.getCode()).map(Coded.class::cast))
                .contains(coded);
        assertThat(fromCode.apply("https://example.org/other", coding.getCode()))
                .isEmpty();
        assertThat(fromCode.apply(null, coding.getCode())).isEmpty();
        assertThat(fromCode.apply(coding.getSystem(), null)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isCalledAsItsCodeSystemCallsIt(Coded coded, BiFunction<String, String, Optional<? extends Coded>> fromCode) {
        if (coded.system().equals(CodeSystems.SNOMED_CT)) {
            assertThat(SnomedFact.of(coded.code()).map(SnomedFact::term)).contains(coded.display());
            return;
        }
        Optional<CodeSystem> published = PublishedCodeSystems.named(coded.system());

        assertThat(published)
                .hasValueSatisfying(system -> assertThat(system.getConcept()).anySatisfy(concept -> {
                    assertThat(concept.getCode()).isEqualTo(coded.code());
                    assertThat(concept.getDisplay()).isEqualTo(coded.display());
                }));
    }

    static Stream<Arguments> all() {
        return Stream.of(
                        each(NhsNumberStatus.values(), NhsNumberStatus::fromCode),
                        each(PreferredContactMethod.values(), PreferredContactMethod::fromCode),
                        each(MessageEvent.values(), MessageEvent::fromCode),
                        each(MessageReason.values(), MessageReason::fromCode),
                        each(ReferralSource.values(), ReferralSource::fromCode))
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> each(
            Coded[] values, BiFunction<String, String, Optional<? extends Coded>> fromCode) {
        return Stream.of(values).map(coded -> Arguments.of(coded, fromCode));
    }
}
