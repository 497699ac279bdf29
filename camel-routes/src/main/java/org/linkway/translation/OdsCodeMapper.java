package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.translation.BundleIndex.Entry;

/** The ODS code of an Organization, however its system is spelt. */
final class OdsCodeMapper {
    private OdsCodeMapper() {}

    static Optional<String> odsCode(Entry<Organization> organization, Findings findings) {
        List<Identifier> identifiers = organization.resource().getIdentifier();
        for (int i = 0; i < identifiers.size(); i++) {
            Identifier identifier = identifiers.get(i);
            if (IdentifierSystem.ODS_ORGANIZATION.matches(identifier.getSystem()) && identifier.hasValue()) {
                if (!IdentifierSystem.ODS_ORGANIZATION.uri().equals(identifier.getSystem())) {
                    findings.warning(
                            GatewayError.VALUE,
                            organization.path("identifier[" + i + "].system"),
                            "The identifier system '" + identifier.getSystem() + "' is read as '"
                                    + IdentifierSystem.ODS_ORGANIZATION.uri() + "'. Spell it so.");
                }
                return Optional.of(identifier.getValue());
            }
        }
        return Optional.empty();
    }
}
