package org.linkway.translation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.BusinessIdentifier;
import org.linkway.translation.HeldEntries.Held;
import org.linkway.workflow.Body;
import org.linkway.workflow.PublishedResource;

/**
 * A Task that came alone, and what it refers to: resources that are here already, or that are fetched from the sender's own
 * system. Together they are the transaction that the sender could have sent. Filled step by step: whoever gathers asks what is
 * {@link #wanted()} next, and says what came of it.
 */
public final class Gathering {
    /** More than any referral needs; references could lead on without end. */
    private static final int MOST_RESOURCES = 40;

    private static final String TASK = "urn:uuid:00000000-0000-4000-8000-000000000000";
    private static final Pattern IN_BUNDLE = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource");
    private static final Pattern UUID_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PLACE =
            Pattern.compile("(?:(.*)/)?([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?");

    /** What they refer to belongs to the referral; what others refer to is about the referrer, the person or another case. */
    private static final Map<String, Set<String>> FOLLOWED = Map.of(
            "Task",
            Set.of("focus", "requester", "encounter", "reasonReference", "input"),
            "ServiceRequest",
            Set.of("subject", "encounter", "requester", "performer", "reasonReference", "supportingInfo"),
            "Patient",
            Set.of("generalPractitioner", "managingOrganization"),
            "PractitionerRole",
            Set.of("practitioner", "organization"));

    private final FhirJson json;
    private final Task sent;
    private final List<Gathered> gathered = new ArrayList<>();
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Issue> warnings = new ArrayList<>();

    /**
     * A resource that is referred to.
     *
     * @param place {@code ServiceRequest/1}, as it is called where it is
     * @param base of the system where it is; empty for this gateway
     * @param path the reference, as a FHIRPath from the Task
     * @param needed whether no referral can be opened without it
     */
    public record Wanted(String place, Optional<String> base, String path, boolean needed) {
        public String type() {
            return place.substring(0, place.indexOf('/'));
        }

        public String id() {
            return place.substring(place.indexOf('/') + 1);
        }

        /** At its own system. */
        public Optional<String> address() {
            return base.map(it -> it + "/" + place);
        }

        /** Our ids are UUIDs; what has another is not here, and goes on being called as it was. */
        private String fullUrl() {
            return address().orElseGet(() -> UUID_ID.matcher(id()).matches() ? "urn:uuid:" + id() : place);
        }
    }

    private record Gathered(Resource resource, String fullUrl, String path, Optional<Held> held) {}

    Gathering(FhirJson json, Task task) {
        this.json = json;
        this.sent = task;
        Task copy = task.copy();
        // The person is found by the request; for whom the Task says it is has to be the same.
        Reference person = copy.getFor();
        place(Optional.ofNullable(person.getReference()).orElse(""), "Task.for", Optional.empty())
                .ifPresent(place -> person.setReference(place.fullUrl()));
        add(new Gathered(copy, TASK, "Task", Optional.empty()), Optional.empty());
    }

    /** The next reference to follow; empty once all are followed. */
    public Optional<Wanted> wanted() {
        return Optional.ofNullable(gathered.size() < MOST_RESOURCES ? wanted.poll() : null);
    }

    /** It is here. */
    public void held(Wanted found, PublishedResource resource, long version) {
        Resource read = json.read(resource);
        add(
                new Gathered(
                        read,
                        found.fullUrl(),
                        found.path() + ".resolve()",
                        Optional.of(new Held(resource.id(), version, true))),
                Optional.empty());
    }

    /** It was fetched from the sender's system, and is kept as what stood there then. */
    public void fetched(Wanted found, ResourceReading reading) {
        Resource read = reading.resource().orElseThrow();
        read.getMeta().setSource(found.address().orElseThrow());
        add(new Gathered(read, found.fullUrl(), found.path() + ".resolve()", Optional.empty()), found.base());
    }

    /** A referral can do without it, and its sender is told. */
    public void leftOut(Wanted missing, String why) {
        warnings.add(Issue.warning(GatewayError.UNRESOLVED_REFERENCE, missing.path(), why));
    }

    private void add(Gathered resource, Optional<String> base) {
        gathered.add(resource);
        Set<String> followed = FOLLOWED.getOrDefault(resource.resource().fhirType(), Set.of());
        for (Property property : resource.resource().children()) {
            if (followed.contains(property.getName())) {
                String path = resource.path() + "." + property.getName();
                property.getValues().forEach(value -> follow(value, path, base));
            }
        }
    }

    private void follow(Base element, String path, Optional<String> base) {
        if (element instanceof Reference reference && reference.hasReference()) {
            place(reference.getReference(), path, base).ifPresent(found -> {
                // From here on the reference is called by what its resource is called in the transaction.
                reference.setReference(found.fullUrl());
                if (asked.add(found.fullUrl())) {
                    wanted.add(found);
                }
            });
            return;
        }
        for (Property property : element.children()) {
            property.getValues().forEach(value -> follow(value, path + "." + property.getName(), base));
        }
    }

    private static Optional<Wanted> place(String reference, String path, Optional<String> base) {
        Matcher matcher = PLACE.matcher(reference);
        if (!matcher.matches() || reference.startsWith("#")) {
            return Optional.empty();
        }
        Optional<String> own = Optional.ofNullable(matcher.group(1)).or(() -> base);
        boolean needed = path.equals("Task.focus") || path.equals("Task.focus.resolve().subject");
        return Optional.of(new Wanted(matcher.group(2), own, path, needed));
    }

    /** The whole, as a transaction in FHIR JSON. */
    public Body transaction() {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Gathered one : gathered) {
            transaction
                    .addEntry()
                    .setFullUrl(one.fullUrl())
                    .setResource(one.resource())
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl(one.resource().fhirType());
        }
        return json.body(transaction, WireFormat.JSON);
    }

    /** The Task's references stay as the sender wrote them: what lies in its own system goes on being called by that. */
    HeldEntries held() {
        Map<Integer, Held> held = new HashMap<>();
        for (int position = 0; position < gathered.size(); position++) {
            Optional<Held> here = gathered.get(position).held();
            if (here.isPresent()) {
                held.put(position, here.get());
            }
        }
        return new HeldEntries(held, 1, Optional.of(sent));
    }

    /** Where the request is, at the sender's system: a name of its own, under which no second referral is opened. */
    Optional<BusinessIdentifier> address() {
        return gathered.stream()
                .filter(it ->
                        it.resource() instanceof ServiceRequest && it.held().isEmpty())
                .map(it -> new BusinessIdentifier("urn:ietf:rfc:3986", it.fullUrl()))
                .findFirst();
    }

    /** Issues with the transaction, at the places in the Task that the sender knows; and what was left out. */
    public List<Issue> inTheirPlaces(List<Issue> issues) {
        List<Issue> all = new ArrayList<>(warnings);
        issues.forEach(issue -> all.add(new Issue(
                issue.error(),
                issue.severity(),
                issue.expression().map(this::inItsPlace),
                issue.sentence(),
                Optional.empty(),
                issue.rule())));
        return all;
    }

    private String inItsPlace(String expression) {
        Matcher matcher = IN_BUNDLE.matcher(expression);
        if (!matcher.lookingAt()) {
            return expression.startsWith("Bundle") ? "Task" : expression;
        }
        return gathered.get(Integer.parseInt(matcher.group(1))).path() + expression.substring(matcher.end());
    }
}
