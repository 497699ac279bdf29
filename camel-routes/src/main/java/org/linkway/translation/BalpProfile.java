package org.linkway.translation;

import java.util.Optional;
import org.linkway.workflow.AuditEntry;
import org.linkway.workflow.AuditEntry.Deed;
import org.linkway.workflow.AuditEntry.Kind;
import org.linkway.workflow.AuditEntry.Outcome;

/** The profiles of IHE BALP 1.1.4 that entries are claimed to conform to: only what was done, and has what they ask for. */
enum BalpProfile {
    READ("Read", "PatientRead"),
    QUERY("Query", "PatientQuery"),
    CREATE("Create", "PatientCreate"),
    UPDATE("Update", "PatientUpdate"),
    DELETE("Delete", "PatientDelete"),
    DISCLOSURE("", "PrivacyDisclosure.Source");

    private static final String BASE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private final String ofAnything;
    private final String ofAPatient;

    BalpProfile(String ofAnything, String ofAPatient) {
        this.ofAnything = ofAnything;
        this.ofAPatient = ofAPatient;
    }

    /** @param url of the StructureDefinition */
    record Claimed(String url) {}

    static Optional<Claimed> of(AuditEntry entry, Optional<String> patient) {
        return entry.deed().outcome() == Outcome.SUCCESS
                ? profile(entry)
                        .map(it -> patient.isPresent() ? it.ofAPatient : it.ofAnything)
                        .filter(name -> !name.isEmpty())
                        .map(name -> new Claimed(BASE + name))
                : Optional.empty();
    }

    private static Optional<BalpProfile> profile(AuditEntry entry) {
        Deed deed = entry.deed();
        boolean isRest = entry.circumstances().interaction().isPresent()
                && entry.circumstances().who().address().isPresent();
        boolean hasData = deed.query().isEmpty()
                && deed.subjects().stream().anyMatch(it -> it.type().isPresent());
        if (deed.kind() == Kind.EXPORT) {
            return deed.recipient().isPresent() && !deed.subjects().isEmpty()
                    ? Optional.of(DISCLOSURE)
                    : Optional.empty();
        }
        if (!isRest || !(deed.kind() == Kind.QUERY ? deed.query().isPresent() : hasData)) {
            return Optional.empty();
        }
        String interaction = entry.circumstances().interaction().get();
        return switch (deed.kind()) {
            case READ, VREAD -> Optional.of(READ);
            case QUERY -> Optional.of(QUERY);
            // A message or a transaction that opens a referral is no FHIR create, and says so by its subtype.
            case CREATE -> Optional.of(CREATE).filter(it -> interaction.equals("create"));
            case UPDATE, PATCH ->
                Optional.of(UPDATE).filter(it -> interaction.equals("update") || interaction.equals("patch"));
            case DELETE -> Optional.of(DELETE).filter(it -> interaction.equals("delete"));
            default -> Optional.empty();
        };
    }
}
