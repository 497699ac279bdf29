package org.linkway.conformance.played;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.conformance.played.Parameters.Parameter;

/** What of that which is held a search finds. A parameter that is not known here narrows nothing. */
final class Searches {
    private final HeldResources held;

    Searches(HeldResources held) {
        this.held = held;
    }

    Bundle find(String type, Parameters parameters, String base) {
        List<Resource> found = held.all().stream()
                .filter(resource -> resource.fhirType().equals(type))
                .filter(resource -> parameters.all().stream().allMatch(wanted -> is(resource, wanted)))
                .toList();
        Bundle answer = new Bundle().setType(BundleType.SEARCHSET).setTotal(found.size());
        found.forEach(resource -> answer.addEntry()
                .setFullUrl(base + "/" + type + "/" + resource.getIdElement().getIdPart())
                .setResource(resource)
                .getSearch()
                .setMode(SearchEntryMode.MATCH));
        return answer;
    }

    /** BaRS Core, failure scenarios of GET ServiceRequest: it is asked of one person. */
    Bundle ofPerson(Parameters parameters, String base) {
        boolean isOfOne = Stream.of("patient:identifier", "patient.identifier")
                .flatMap(parameters::values)
                .anyMatch(value -> value.matches("[^|]+\\|[^|]+"));
        if (!isOfOne) {
            throw new NotTaken(400, "Ask with patient:identifier, as a system and a value with a pipe between them.");
        }
        return find("ServiceRequest", parameters, base);
    }

    private boolean is(Resource resource, Parameter wanted) {
        return switch (wanted.name()) {
            case "_id" ->
                List.of(wanted.value().split(",", -1))
                        .contains(resource.getIdElement().getIdPart());
            case "identifier" ->
                HeldResources.identifiers(resource).stream().anyMatch(it -> isToken(it, wanted.value()));
            case "patient:identifier", "patient.identifier", "subject:identifier", "subject.identifier" ->
                person(resource).stream()
                        .flatMap(it -> HeldResources.identifiers(it).stream())
                        .anyMatch(it -> isToken(it, wanted.value()));
            case "patient", "subject" ->
                subject(resource).getReference() != null
                        && subject(resource).getReference().endsWith(wanted.value());
            case "focus" ->
                resource instanceof Task task
                        && String.valueOf(task.getFocus().getReference()).endsWith(wanted.value());
            case "status" -> statuses(resource, wanted.value());
            default -> true;
        };
    }

    private static boolean statuses(Resource resource, String wanted) {
        List<String> any = List.of(wanted.split(",", -1));
        return resource instanceof Task task
                ? any.contains(task.getStatus().toCode())
                : !(resource instanceof ServiceRequest referral)
                        || any.contains(referral.getStatus().toCode());
    }

    private Optional<Resource> person(Resource resource) {
        String reference = String.valueOf(subject(resource).getReference());
        return held.find("Patient", reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static Reference subject(Resource resource) {
        return resource instanceof ServiceRequest referral
                ? referral.getSubject()
                : resource instanceof Task task ? task.getFor() : new Reference();
    }

    /** {@code system|value}, or a value of any system. */
    private static boolean isToken(Identifier identifier, String token) {
        int bar = token.indexOf('|');
        return String.valueOf(identifier.getValue()).equals(token.substring(bar + 1))
                && (bar < 0 || String.valueOf(identifier.getSystem()).equals(token.substring(0, bar)));
    }
}
