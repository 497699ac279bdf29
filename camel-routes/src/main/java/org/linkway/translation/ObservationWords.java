package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;

/** A finding that came with a referral, as a line that a link worker can read. */
final class ObservationWords {
    private ObservationWords() {}

    static Optional<String> of(Observation observation) {
        List<String> values = new ArrayList<>();
        value(observation.getValue()).ifPresent(values::add);
        for (Observation.ObservationComponentComponent component : observation.getComponent()) {
            CodeMapper.words(component.getCode())
                    .ifPresent(name -> value(component.getValue()).ifPresent(value -> values.add(name + " " + value)));
        }
        return CodeMapper.words(observation.getCode())
                .map(name -> values.isEmpty() ? name : name + ": " + String.join(", ", values));
    }

    private static Optional<String> value(Type value) {
        if (value instanceof Quantity quantity && quantity.getValue() != null) {
            String unit = quantity.getUnit() == null ? "" : " " + quantity.getUnit();
            return Optional.of(quantity.getValue().toPlainString() + unit);
        }
        if (value instanceof CodeableConcept concept) {
            return CodeMapper.words(concept);
        }
        return value != null && value.isPrimitive() ? Optional.ofNullable(value.primitiveValue()) : Optional.empty();
    }
}
