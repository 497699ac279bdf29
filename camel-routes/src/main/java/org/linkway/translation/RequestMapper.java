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
import org.hl7.fhir.r4.model.HealthcareService;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.referral.Need;
import org.linkway.referral.Priority;
import org.linkway.referral.ReferralRequest;
import org.linkway.translation.BundleIndex.Entry;

/** ServiceRequest, and what came with it, to {@link ReferralRequest}. */
final class RequestMapper {
    private RequestMapper() {}

    static ReferralRequest toModel(BundleIndex index, Entry<ServiceRequest> entry, Findings findings) {
        ServiceRequest request = entry.resource();
        return new ReferralRequest(
                CodeMapper.toModel(request.getCode()),
                requestedService(index, request),
                needs(index, request),
                needsInOwnWords(index),
                reason(request),
                mattersToMe(request),
                priority(request),
                RisksMapper.toModel(index, findings),
                safeguarding(index),
                ConsentMapper.toModel(index),
                SupportNeedMapper.toModel(entry, findings),
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
        return CodeMapper.wordsOrCode(concept).map(words -> new Need(CodeMapper.toModel(concept), words));
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

    private static Optional<String> mattersToMe(ServiceRequest request) {
        return request.getExtensionsByUrl(LinkwayProfile.WHAT_MATTERS.url()).stream()
                .map(Extension::getValue)
                .filter(StringType.class::isInstance)
                .map(Type::primitiveValue)
                .filter(Objects::nonNull)
                .reduce((a, b) -> a + "\n" + b);
    }

    private static Optional<String> safeguarding(BundleIndex index) {
        return FlagCategory.SAFEGUARDING
                .codes(index)
                .flatMap(code -> CodeMapper.wordsOrCode(code).stream())
                .reduce((a, b) -> a + "; " + b);
    }

    /** What a message says beside its ServiceRequest: the narrative, the requested actions, the findings. */
    private static List<String> supportingInformation(BundleIndex index, ServiceRequest request) {
        List<String> words = new ArrayList<>();
        CodeMapper.beyondTheCode(request.getCode()).map("Asked for: "::concat).ifPresent(words::add);
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
                .codes(index)
                .flatMap(code -> CodeMapper.beyondTheCode(code).stream())
                .map("Reasonable adjustment: "::concat)
                .forEach(words::add);
        RisksMapper.remarks(index).map("No known risks: "::concat).forEach(words::add);
        return words;
    }
}
