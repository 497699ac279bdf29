package org.linkway.translation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Code;
import org.linkway.referral.Consent.FeedBack;
import org.linkway.referral.Outcome;
import org.linkway.referral.OutcomeCode;
import org.linkway.referral.Published;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.Planned;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.referral.Referral;

/**
 * What came of a referral, as its sender is told it: the outcome, and each thing that Linkway puts into the GP record because of
 * it. The person decides what is fed back: all, codes only, or nothing.
 */
final class TaskOutputs {
    private TaskOutputs() {}

    /** Linkway keeps its own outputs up to date, and leaves others as they are. */
    static void bringUpToDate(Task task, Referral referral) {
        task.getOutput().removeIf(output -> isOurs(output.getType()));
        referral.outcome()
                .ifPresent(outcome -> task.addOutput()
                        .setType(type("outcome", "What came of the referral"))
                        .setValue(told(outcome, referral.request().consent().feedBack())));
        entries(referral)
                .forEach(entry -> task.addOutput()
                        .setType(type(entry.resource()))
                        .setValue(new Reference(entry.resource().fhirType() + "/" + entry.id())));
    }

    /** The resources that the outputs refer to; each stands as it was planned. */
    static List<Resource> resources(Referral referral, Published published) {
        return entries(referral)
                .map(entry -> {
                    Resource resource =
                            RecordEntryMapper.toFhir(entry, new Reference("Patient/" + published.patientId()));
                    resource.setId(entry.id().toString());
                    return resource;
                })
                .toList();
    }

    /** A code that is not verified is sent to nobody. */
    private static Stream<RecordEntry> entries(Referral referral) {
        return referral.recordEntries().stream()
                .filter(entry -> switch (referral.request().consent().feedBack()) {
                    case ALL -> true;
                    case CODES_ONLY -> entry.planned() == Planned.CODED;
                    case NOTHING -> false;
                })
                .filter(entry -> entry.code().map(Code::verified).orElse(true));
    }

    private static CodeableConcept told(Outcome outcome, FeedBack feedBack) {
        CodeableConcept told = new CodeableConcept();
        if (feedBack == FeedBack.NOTHING) {
            return told.setText("The person asked that nothing be fed back.");
        }
        outcome.code().ifPresent(code -> told.addCoding(coding(code)));
        if (feedBack == FeedBack.ALL) {
            outcome.narrative().ifPresent(told::setText);
        }
        return told.isEmpty() ? told.setText("The person asked that only codes be fed back.") : told;
    }

    private static Coding coding(OutcomeCode code) {
        return new Coding(CodeSystems.LINKWAY_OUTCOME, code.code(), code.display());
    }

    /** SDOH Clinical Care calls a Procedure the resulting activity. */
    private static CodeableConcept type(RecordResource resource) {
        return switch (resource) {
            case PROCEDURE ->
                type("activity", "What was done")
                        .addCoding(new Coding(CodeSystems.SDOH_TEMPORARY, "resulting-activity", null));
            case OBSERVATION -> type("finding", "What was found");
            case COMMUNICATION -> type("message", "What was said to the practice");
        };
    }

    private static CodeableConcept type(String code, String display) {
        return new CodeableConcept(new Coding(CodeSystems.LINKWAY_TASK_OUTPUT, code, display));
    }

    private static boolean isOurs(CodeableConcept outputType) {
        return outputType.getCoding().stream()
                .anyMatch(coding -> CodeSystems.LINKWAY_TASK_OUTPUT.equals(coding.getSystem()));
    }
}
