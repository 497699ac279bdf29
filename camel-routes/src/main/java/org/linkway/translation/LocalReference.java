package org.linkway.translation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * A reference to a resource of this gateway, by type and id.
 *
 * @param path where it stands, as a FHIRPath
 */
public record LocalReference(String type, String id, String path) {
    private static final Pattern TYPE_AND_ID =
            Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?");

    static List<LocalReference> allIn(Resource resource) {
        List<LocalReference> all = new ArrayList<>();
        collect(resource, resource.fhirType(), all);
        return all;
    }

    private static void collect(Base element, String path, List<LocalReference> all) {
        if (element instanceof Reference reference && reference.hasReference()) {
            Matcher place = TYPE_AND_ID.matcher(reference.getReference());
            if (place.matches()) {
                all.add(new LocalReference(place.group(1), place.group(2), path));
            }
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> collect(value, path + "." + property.getName(), all));
        }
    }
}
