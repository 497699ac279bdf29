package org.linkway.gateway.fhir.search;

import static org.linkway.gateway.fhir.search.SearchParameter.Kind.DATE;
import static org.linkway.gateway.fhir.search.SearchParameter.Kind.REFERENCE;
import static org.linkway.gateway.fhir.search.SearchParameter.Kind.TOKEN;
import static org.linkway.gateway.fhir.search.SearchParameter.Kind.URI;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.linkway.fhir.profile.LinkwayPackage;

/** Every search parameter that is offered: the one list behind the index, the query and the CapabilityStatement. */
public final class SearchParameters {
    private static final String HL7 = "http://hl7.org/fhir/SearchParameter/";
    private static final String OWN = LinkwayPackage.CANONICAL + "/SearchParameter/";
    private static final Set<String> ANY = Set.of();
    private static final Set<String> PATIENT = Set.of("Patient");
    private static final Set<String> SUBJECT = Set.of("Patient", "Group", "Device", "Location");
    private static final Set<String> REQUESTER =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson", "Device");

    private static final Map<String, Map<String, SearchParameter>> BY_TYPE = Stream.of(
                    tasks(),
                    serviceRequests(),
                    patients(),
                    procedures(),
                    observations(),
                    communications(),
                    others(),
                    subscriptions())
            .flatMap(parameters -> parameters)
            .collect(Collectors.groupingBy(
                    SearchParameter::type, Collectors.toMap(SearchParameter::name, Function.identity())));

    private SearchParameters() {}

    private static Stream<SearchParameter> tasks() {
        Set<String> owner = Set.of(
                "Practitioner",
                "PractitionerRole",
                "Organization",
                "CareTeam",
                "HealthcareService",
                "Patient",
                "Device",
                "RelatedPerson");
        return Stream.of(
                token("Task", "identifier", "identifier", "Task-identifier"),
                reference("Task", "patient", "for", "Task-patient", PATIENT),
                reference("Task", "subject", "for", "Task-subject", ANY),
                status("Task", "Task-status", "task-status", codes(TaskStatus.values(), TaskStatus::toCode)),
                token("Task", "code", "code", "Task-code"),
                token("Task", "intent", "intent", "Task-intent"),
                reference("Task", "owner", "owner", "Task-owner", owner),
                reference("Task", "requester", "requester", "Task-requester", REQUESTER),
                reference("Task", "focus", "focus", "Task-focus", ANY),
                reference("Task", "based-on", "basedOn", "Task-based-on", ANY),
                reference("Task", "part-of", "partOf", "Task-part-of", Set.of("Task")),
                date("Task", "authored-on", "authoredOn", "Task-authored-on"),
                token("Task", "business-status", "businessStatus", "Task-business-status"),
                own("Task", "status-reason", "statusReason", "task-status-reason"),
                own("Task", "outcome", "output[type.coding.code=outcome].valueCodeableConcept", "task-outcome"));
    }

    private static Stream<SearchParameter> serviceRequests() {
        String type = "ServiceRequest";
        return Stream.of(
                token(type, "identifier", "identifier", "clinical-identifier"),
                reference(type, "patient", "subject", "clinical-patient", PATIENT),
                reference(type, "subject", "subject", "ServiceRequest-subject", SUBJECT),
                status(
                        type,
                        "ServiceRequest-status",
                        "request-status",
                        codes(ServiceRequestStatus.values(), ServiceRequestStatus::toCode)),
                token(type, "code", "code", "clinical-code"),
                reference(type, "requester", "requester", "ServiceRequest-requester", REQUESTER),
                reference(type, "based-on", "basedOn", "ServiceRequest-based-on", ANY),
                date(type, "authored", "authoredOn", "ServiceRequest-authored"),
                // R4 calls it "authored" here and "authored-on" at the Task: whoever asks by the other name means the
                // same.
                date(type, "authored-on", "authoredOn", "ServiceRequest-authored"),
                new SearchParameter(
                        type,
                        "requester-organization",
                        TOKEN,
                        List.of(),
                        List.of(
                                "requester:Organization.identifier",
                                "requester:PractitionerRole.organization.identifier"),
                        OWN + "service-request-requester-organization",
                        Optional.empty(),
                        Set.of(),
                        ANY));
    }

    private static Stream<SearchParameter> patients() {
        return Stream.of(token("Patient", "identifier", "identifier", "Patient-identifier"));
    }

    private static Stream<SearchParameter> procedures() {
        return Stream.of(
                token("Procedure", "identifier", "identifier", "clinical-identifier"),
                reference("Procedure", "patient", "subject", "clinical-patient", PATIENT),
                reference("Procedure", "subject", "subject", "Procedure-subject", SUBJECT),
                status(
                        "Procedure",
                        "Procedure-status",
                        "event-status",
                        codes(ProcedureStatus.values(), ProcedureStatus::toCode)),
                token("Procedure", "code", "code", "clinical-code"),
                reference("Procedure", "based-on", "basedOn", "Procedure-based-on", ANY),
                reference("Procedure", "part-of", "partOf", "Procedure-part-of", ANY));
    }

    private static Stream<SearchParameter> observations() {
        return Stream.of(
                token("Observation", "identifier", "identifier", "clinical-identifier"),
                reference("Observation", "patient", "subject", "clinical-patient", PATIENT),
                reference("Observation", "subject", "subject", "Observation-subject", SUBJECT),
                status(
                        "Observation",
                        "Observation-status",
                        "observation-status",
                        codes(ObservationStatus.values(), ObservationStatus::toCode)),
                token("Observation", "code", "code", "clinical-code"),
                reference("Observation", "focus", "focus", "Observation-focus", ANY),
                reference("Observation", "based-on", "basedOn", "Observation-based-on", ANY),
                reference("Observation", "part-of", "partOf", "Observation-part-of", ANY));
    }

    private static Stream<SearchParameter> communications() {
        return Stream.of(
                token("Communication", "identifier", "identifier", "Communication-identifier"),
                reference("Communication", "patient", "subject", "Communication-patient", PATIENT),
                reference("Communication", "subject", "subject", "Communication-subject", SUBJECT),
                status(
                        "Communication",
                        "Communication-status",
                        "event-status",
                        codes(CommunicationStatus.values(), CommunicationStatus::toCode)),
                reference("Communication", "based-on", "basedOn", "Communication-based-on", ANY),
                reference("Communication", "part-of", "partOf", "Communication-part-of", ANY));
    }

    /** Those that stand between a referral and who made it are found also so that a transaction can refer to them. */
    private static Stream<SearchParameter> others() {
        return Stream.of(
                reference("Provenance", "target", "target", "Provenance-target", ANY),
                reference("Provenance", "patient", "target", "Provenance-patient", PATIENT),
                token("Organization", "identifier", "identifier", "Organization-identifier"),
                token("Practitioner", "identifier", "identifier", "Practitioner-identifier"),
                token("HealthcareService", "identifier", "identifier", "HealthcareService-identifier"),
                token("PractitionerRole", "identifier", "identifier", "PractitionerRole-identifier"),
                reference(
                        "PractitionerRole",
                        "organization",
                        "organization",
                        "PractitionerRole-organization",
                        Set.of("Organization")));
    }

    private static Stream<SearchParameter> subscriptions() {
        return Stream.of(
                status(
                        "Subscription",
                        "Subscription-status",
                        "subscription-status",
                        codes(SubscriptionStatus.values(), SubscriptionStatus::toCode)),
                of("Subscription", "url", URI, "channel.endpoint", HL7 + "Subscription-url", ANY));
    }

    private static SearchParameter token(String type, String name, String path, String definition) {
        return of(type, name, TOKEN, path, HL7 + definition, ANY);
    }

    private static SearchParameter own(String type, String name, String path, String definition) {
        return of(type, name, TOKEN, path, OWN + definition, ANY);
    }

    private static SearchParameter date(String type, String name, String path, String definition) {
        return of(type, name, DATE, path, HL7 + definition, ANY);
    }

    private static SearchParameter reference(
            String type, String name, String path, String definition, Set<String> targets) {
        return of(type, name, REFERENCE, path, HL7 + definition, targets);
    }

    private static SearchParameter status(String type, String definition, String system, Set<String> codes) {
        return new SearchParameter(
                type,
                "status",
                TOKEN,
                List.of("status"),
                List.of(),
                HL7 + definition,
                Optional.of("http://hl7.org/fhir/" + system),
                codes,
                ANY);
    }

    private static SearchParameter of(
            String type, String name, SearchParameter.Kind kind, String path, String definition, Set<String> targets) {
        return new SearchParameter(
                type, name, kind, List.of(path), List.of(), definition, Optional.empty(), Set.of(), targets);
    }

    /** HAPI's enumerations have one more, {@code NULL}, without a code. */
    private static <T extends Enum<T>> Set<String> codes(T[] values, Function<T, String> code) {
        return Arrays.stream(values)
                .filter(value -> !value.name().equals("NULL"))
                .map(code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The types that can be searched. */
    public static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /** Those of one type, by name; beside {@code _id} and {@code _lastUpdated}, which every type has. */
    public static Map<String, SearchParameter> of(String type) {
        return BY_TYPE.getOrDefault(type, Map.of());
    }

    static Optional<SearchParameter> of(String type, String name) {
        return Optional.ofNullable(of(type).get(name));
    }
}
