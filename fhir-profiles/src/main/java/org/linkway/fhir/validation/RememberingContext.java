package org.linkway.fhir.validation;

import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;

/**
 * HAPI's way to the definitions, which are asked for some hundred times for each element, with a short cut to those already
 * found: without a lock and without a look through the whole chain. Definitions do not change while Linkway runs. What is not
 * found is not remembered, so what senders declare takes no memory.
 */
final class RememberingContext extends WorkerContextValidationSupportAdapter {
    private final Map<Class<?>, Map<String, Resource>> found = new ConcurrentHashMap<>();
    private final Map<String, StructureDefinition> types = new ConcurrentHashMap<>();

    RememberingContext(IValidationSupport support) {
        super(support);
    }

    @Override
    public <T extends Resource> T fetchResource(Class<T> type, String url) {
        if (url == null) {
            return null;
        }
        Map<String, Resource> ofType = found.computeIfAbsent(type, unused -> new ConcurrentHashMap<>());
        Resource known = ofType.get(url);
        if (known == null) {
            known = super.fetchResource(type, url);
            if (known != null) {
                ofType.put(url, known);
            }
        }
        return type.cast(known);
    }

    @Override
    public StructureDefinition fetchTypeDefinition(String name) {
        StructureDefinition known = name == null ? null : types.get(name);
        if (known == null) {
            known = super.fetchTypeDefinition(name);
            if (known != null) {
                types.put(name, known);
            }
        }
        return known;
    }
}
