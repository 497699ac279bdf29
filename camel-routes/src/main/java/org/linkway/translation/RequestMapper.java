package org.linkway.translation;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.Code;
import org.linkway.referral.Need;
import org.linkway.referral.Priority;
import org.linkway.referral.ReferralRequest;
import org.linkway.referral.Risks;
import org.linkway.translation.BundleIndex.Entry;

/** ServiceRequest, and what came with it, to {@link ReferralRequest}. */
final class RequestMapper {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final String NO_KNOWN_RISKS = "no-known-risks";
    private static final String WHAT_MATTERS = LinkwayProfile.BASE + "Linkway-Ext-WhatMatters";
    private static final String SUPPORT_NEED = LinkwayProfile.BASE + "Linkway-Ext-SupportNeed";

    private RequestMapper() {}

    static ReferralRequest toModel(BundleIndex index, Entry<ServiceRequest> entry) {
        ServiceRequest request = entry.resource();
        return new ReferralRequest(
                CodeMapper.toModel(request.getCode()),
                requestedService(index, request),
                needs(index, request),
                needsInOwnWords(index),
                reason(request),
                priority(request),
                risks(index),
                flagged(index, FlagCategory.SAFEGUARDING).stream().reduce((a, b) -> a + "; " + b),
                ConsentMapper.toModel(index),
                supportingInformation(index, request),
                Optional.ofNullable(request.getAuthoredOn()).map(Date::toInstant));
    }

    private static Optional<String> requestedService(BundleIndex index, ServiceRequest request) {
        return request.getPerformer().stream()
                .flatMap(it -> index
                        .resolve(it, HealthcareService.class)
                        .map(service -> service.resource().getName())
                        .or(() -> Optional.ofNullable(it.getDisplay()))
                        .stream())
                .findFirst();
    }

    private static List<Need> needs(BundleIndex index, ServiceRequest request) {
        List<Need> needs = new ArrayList<>();
        request.getReasonCode().forEach(reason -> need(reason).ifPresent(needs::add));
        index.all(Condition.class).stream()
                .map(Entry::resource)
                .filter(condition -> !saidByPerson(index, condition))
                .forEach(condition -> need(condition.getCode()).ifPresent(needs::add));
        return needs.stream().distinct().toList();
    }

    private static Optional<Need> need(CodeableConcept concept) {
        return CodeMapper.words(concept)
                .or(() -> CodeMapper.toModel(concept).map(code -> code.code()))
                .map(words -> new Need(CodeMapper.toModel(concept), words));
    }

    private static Optional<String> needsInOwnWords(BundleIndex index) {
        return index.all(Condition.class).stream()
                .map(Entry::resource)
                .filter(condition -> saidByPerson(index, condition))
                .flatMap(condition -> CodeMapper.words(condition.getCode()).stream())
                .reduce((a, b) -> a + "; " + b);
    }

    private static boolean saidByPerson(BundleIndex index, Condition condition) {
        return index.resolve(condition.getAsserter(), Patient.class).isPresent();
    }

    private static Optional<String> reason(ServiceRequest request) {
        return request.getNote().stream()
                .map(Annotation::getText)
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + "\n" + b);
    }

    private static Priority priority(ServiceRequest request) {
        return Optional.ofNullable(request.getPriority())
                .map(it -> Priority.valueOf(it.name()))
                .orElse(Priority.ROUTINE);
    }

    private static Risks risks(BundleIndex index) {
        List<String> stated = flagged(index, FlagCategory.RISK);
        if (!stated.isEmpty()) {
            return new Risks(Risks.Statement.RISKS_STATED, stated);
        }
        return FlagCategory.RISK.flags(index).anyMatch(RequestMapper::knowsOfNone)
                ? new Risks(Risks.Statement.NO_KNOWN_RISKS, List.of())
                : Risks.notStated();
    }

    private static boolean knowsOfNone(Flag flag) {
        return flag.getCode().getCoding().stream()
                .anyMatch(coding -> CodeSystems.LINKWAY_RISK_STATEMENT.equals(coding.getSystem())
                        && NO_KNOWN_RISKS.equals(coding.getCode()));
    }

    /** What is said to be unknown is no finding, whatever words stand beside it. */
    private static boolean saysSomething(Flag flag) {
        return !flag.getCode().hasExtension(ABSENT) && !knowsOfNone(flag);
    }

    private static List<String> flagged(BundleIndex index, FlagCategory category) {
        return category.flags(index)
                .filter(RequestMapper::saysSomething)
                .flatMap(flag -> CodeMapper.words(flag.getCode()).stream())
                .toList();
    }

    /** What a message says beside its ServiceRequest: the narrative, the requested actions, the findings. */
    private static List<String> supportingInformation(BundleIndex index, ServiceRequest request) {
        List<String> words = new ArrayList<>();
        beyondTheCode(request.getCode()).map("Asked for: "::concat).ifPresent(words::add);
        request.getExtensionsByUrl(WHAT_MATTERS).stream()
                .filter(Extension::hasValue)
                .map(matters -> "What matters to me: " + matters.getValue().primitiveValue())
                .forEach(words::add);
        request.getExtensionsByUrl(SUPPORT_NEED).stream()
                .map(Extension::getValue)
                .filter(CodeableConcept.class::isInstance)
                .flatMap(need -> supportNeed((CodeableConcept) need).stream())
                .forEach(words::add);
        index.all(CarePlan.class).stream()
                .flatMap(plan -> plan.resource().getActivity().stream())
                .flatMap(activity -> activity.getOutcomeCodeableConcept().stream())
                .flatMap(outcome -> CodeMapper.words(outcome).stream())
                .forEach(words::add);
        index.all(Task.class).stream()
                .map(task -> task.resource().getDescription())
                .filter(description -> description != null && !description.isBlank())
                .forEach(words::add);
        index.all(Observation.class).stream()
                .flatMap(observation -> ObservationWords.of(observation.resource()).stream())
                .forEach(words::add);
        FlagCategory.REASONABLE_ADJUSTMENT
                .flags(index)
                .flatMap(flag -> beyondTheCode(flag.getCode()).stream())
                .map("Reasonable adjustment: "::concat)
                .forEach(words::add);
        return words;
    }

    private static Optional<String> supportNeed(CodeableConcept need) {
        return CodeMapper.words(need)
                .or(() -> CodeMapper.toModel(need).map(Code::code))
                .map("Support need: "::concat);
    }

    /** What the words of a concept say and its code, where it has one, does not. */
    private static Optional<String> beyondTheCode(CodeableConcept concept) {
        Optional<String> display = CodeMapper.toModel(concept).flatMap(Code::display);
        return CodeMapper.words(concept).filter(words -> !display.equals(Optional.of(words)));
    }
}
