package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.TestReferrals;

/** Any value may be left out, or said to be absent by an extension in its place: neither is ever a failure of ours. */
class AbsentValuesTest {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final InboundRules RULES = new InboundRules(Set.of("a5t1"), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transaction/everything-that-a-referral-can-say",
                "transaction/adjustments-safeguarding-and-risks",
                "transaction/only-codes-may-be-fed-back",
                "transaction/a-relative-refers",
                "message/everything-that-a-message-can-say",
                "message/retired-statuses-and-systems-in-mixed-case"
            })
    void breakNothing(String fixture) {
        Bundle bundle = Fixture.named(fixture).reading().bundle().orElseThrow();
        List<String> failures = new ArrayList<>();

        for (Value value : values(bundle, "Bundle")) {
            String was = value.element().getValueAsString();
            value.element().setValueAsString(null);
            tryOut(bundle).ifPresent(failure -> failures.add("without " + value.path() + ": " + failure));
            value.element().addExtension(ABSENT, new CodeType("unknown"));
            tryOut(bundle).ifPresent(failure -> failures.add(value.path() + " said to be absent: " + failure));
            value.element().getExtension().clear();
            value.element().setValueAsString(was);
        }

        assertThat(failures).isEmpty();
    }

    private record Value(PrimitiveType<?> element, String path) {}

    private static List<Value> values(Base element, String path) {
        List<Value> values = new ArrayList<>();
        if (element instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
            values.add(new Value(primitive, path));
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> values.addAll(values(value, path + "." + property.getName())));
        }
        return values;
    }

    /** The exception, where there is one. */
    private static Optional<String> tryOut(Bundle bundle) {
        try {
            if (ReferralMapper.toModel(bundle, RULES, Optional.empty()) instanceof Mapped.Ok<ReferralDraft> ok) {
                admit(bundle, ok);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e + " at " + e.getStackTrace()[0]);
        }
    }

    private static void admit(Bundle bundle, Mapped.Ok<ReferralDraft> ok) {
        Reading reading = new Reading(Optional.of(bundle), List.of());
        Admission admission = new Admission(TestFhir.CONTEXT, reading, UUID::randomUUID);
        Referral referral = TestReferrals.opened(ok.value());
        admission.resources(referral);
        admission.answer(referral, ok.warnings(), WireFormat.JSON);
    }
}
