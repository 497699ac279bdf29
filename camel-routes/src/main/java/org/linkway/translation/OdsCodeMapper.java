package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.translation.BundleIndex.Entry;

/** The ODS code of an Organization, however its system is spelt. */
final class OdsCodeMapper {
    private OdsCodeMapper() {}

    static Optional<String> odsCode(Entry<Organization> organization, Findings findings) {
        List<Identifier> identifiers = organization.resource().getIdentifier();
        for (int i = 0; i < identifiers.size(); i++) {
            Identifier identifier = identifiers.get(i);
            Optional<String> odsCode = odsCode(identifier);
            if (odsCode.isPresent()) {
                String path = organization.path("identifier[" + i + "]");
                SystemSpelling.check(identifier, IdentifierSystem.ODS_ORGANIZATION, path, findings);
                return odsCode;
            }
        }
        return Optional.empty();
    }

    static Optional<String> odsCode(Identifier identifier) {
        return IdentifierSystem.ODS_ORGANIZATION.matches(identifier.getSystem())
                ? Optional.ofNullable(identifier.getValue())
                : Optional.empty();
    }
}
