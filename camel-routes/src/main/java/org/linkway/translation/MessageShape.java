package org.linkway.translation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.hl7.fhir.r4.model.MessageDefinition.MessageDefinitionFocusComponent;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.PackagedResource;
import org.linkway.fhir.terminology.MessageEvent;
import org.linkway.fhir.validation.GatewayError;

/**
 * How many resources of each type a message holds, by the MessageDefinition of Linkway's package that its header names or that
 * follows from its event and reason. Without one of {@link #NEEDED} a referral cannot be opened; whatever else is missing, or
 * more than wanted, is worth a warning.
 */
final class MessageShape {
    static final Set<String> NEEDED = Set.of("MessageHeader", "ServiceRequest", "Patient");

    private static final String OURS = LinkwayPackage.CANONICAL + "/MessageDefinition/";
    private static final String BARS = "https://fhir.nhs.uk/MessageDefinition/bars-message-";
    private static final String NEW = "servicerequest-request-new";
    private static final String UPDATE = "servicerequest-request-update";
    private static final String DELETE = "servicerequest-request-delete";
    private static final String RESPONSE = "servicerequest-response";

    /** The published names, and which of ours each stands for; the last is one that only examples cite. */
    private static final Map<String, Set<String>> PUBLISHED = Map.of(
            BARS + "servicerequest-request-referral", Set.of(NEW, UPDATE, DELETE),
            BARS + "servicerequest-request-cancelled", Set.of(UPDATE, DELETE),
            BARS + "servicerequest-response-referral", Set.of(RESPONSE),
            BARS + "servicerequest-response-referral-short", Set.of(RESPONSE),
            BARS + "servicerequest-request-response-short", Set.of(RESPONSE));

    private static final Map<String, MessageDefinition> DEFINITIONS = LinkwayPackage.builtIn().resources().stream()
            .filter(it -> it.type().equals("MessageDefinition"))
            .map(PackagedResource::parsed)
            .map(MessageDefinition.class::cast)
            .collect(Collectors.toUnmodifiableMap(it -> it.getIdElement().getIdPart(), Function.identity()));

    private MessageShape() {}

    static void check(BarsHeader header, MessageTable.Row row, Findings findings) {
        String definition = definition(row);
        Optional<String> named = Optional.ofNullable(header.entry().resource().getDefinition());
        Optional<Set<String>> meant = named.map(MessageShape::meant);
        if (meant.filter(Set::isEmpty).isPresent()) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    header.path("definition"),
                    "The message definition '" + named.get() + "' is not known here. Send one of: " + known() + ".");
        } else if (meant.filter(it -> !it.contains(definition)).isPresent()) {
            findings.error(
                    GatewayError.WORKFLOW,
                    header.path("definition"),
                    "The message definition '" + named.get() + "' does not go with a "
                            + row.event().code()
                            + " with the reason '" + row.reason().code() + "'. Send '" + url(row)
                            + "', or leave MessageHeader.definition out.");
        }
        DEFINITIONS.get(definition).getFocus().forEach(focus -> count(header, focus, definition, findings));
    }

    /** The one of ours that follows from the event and the reason. */
    static String definition(MessageTable.Row row) {
        return row.event() == MessageEvent.SERVICE_REQUEST_RESPONSE
                ? RESPONSE
                : MessageEvent.SERVICE_REQUEST.code() + "-" + row.reason().code();
    }

    static String url(MessageTable.Row row) {
        return OURS + definition(row);
    }

    /** The published names for one of ours. */
    static List<String> published(String definition) {
        return PUBLISHED.entrySet().stream()
                .filter(it -> it.getValue().contains(definition))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    static List<MessageDefinitionFocusComponent> wanted(String definition) {
        return DEFINITIONS.get(definition).getFocus();
    }

    /** The ids of ours that a name stands for; none where it is not known. */
    private static Set<String> meant(String canonical) {
        String name = canonical.replaceFirst("\\|.*$", "");
        return name.startsWith(OURS) && DEFINITIONS.containsKey(name.substring(OURS.length()))
                ? Set.of(name.substring(OURS.length()))
                : PUBLISHED.getOrDefault(name, Set.of());
    }

    private static String known() {
        return Stream.concat(DEFINITIONS.keySet().stream().map(OURS::concat), PUBLISHED.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void count(
            BarsHeader header, MessageDefinitionFocusComponent focus, String definition, Findings findings) {
        long there = header.index().entries().stream()
                .filter(it -> it.resource().fhirType().equals(focus.getCode()))
                .count();
        boolean tooMany = !focus.getMax().equals("*") && there > Long.parseLong(focus.getMax());
        if (!NEEDED.contains(focus.getCode()) && (tooMany || there < focus.getMin())) {
            findings.warning(
                    tooMany ? GatewayError.INVARIANT : GatewayError.REQUIRED,
                    "Bundle.entry.resource.ofType(" + focus.getCode() + ")",
                    "The message has " + there + " resources of type " + focus.getCode() + ", and " + definition
                            + " wants " + range(focus) + ".");
        }
    }

    static String range(MessageDefinitionFocusComponent focus) {
        if (focus.getMax().equals("*")) {
            return focus.getMin() == 0 ? "any number" : "at least " + focus.getMin();
        }
        return focus.getMax().equals(Integer.toString(focus.getMin()))
                ? "exactly " + focus.getMax()
                : focus.getMin() + " to " + focus.getMax();
    }
}
