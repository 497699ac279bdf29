package org.linkway.fhir.validation;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.Optional;
import java.util.Set;

/** What FHIR R4 has at a place in a body. */
final class Elements {
    private final FhirContext fhir;

    Elements(FhirContext fhir) {
        this.fhir = fhir;
    }

    FhirContext fhir() {
        return fhir;
    }

    /** The definition of what stands there; empty for a choice, and for what FHIR R4 does not have. */
    Optional<BaseRuntimeElementDefinition<?>> at(Finding finding) {
        String[] path = finding.name().split("\\.", -1);
        if (!fhir.getResourceTypes().contains(path[0])) {
            return Optional.empty();
        }
        BaseRuntimeElementDefinition<?> definition = fhir.getResourceDefinition(path[0]);
        for (int i = 1; i < path.length && definition != null; i++) {
            definition = definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                    ? child(composite, path[i])
                    : null;
        }
        return Optional.ofNullable(definition);
    }

    private static BaseRuntimeElementDefinition<?> child(BaseRuntimeElementCompositeDefinition<?> parent, String name) {
        return parent.getChildByName(name) == null
                ? null
                : parent.getChildByName(name).getChildByName(name);
    }

    boolean isOneOf(Finding finding, Set<String> types) {
        return at(finding)
                .map(BaseRuntimeElementDefinition::getName)
                .filter(types::contains)
                .isPresent();
    }
}
