package org.linkway.gateway.fhir;

import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ServerCapabilityStatementProvider;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementMessagingComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.StringType;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.gateway.fhir.search.OfferedSearches;
import org.linkway.translation.TopicCanonicals;

/**
 * {@code /metadata}: what HAPI's server offers, what goes round it through the doors, and the searches, whose parameters HAPI is
 * not told one by one.
 */
final class Capabilities extends ServerCapabilityStatementProvider {
    private static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/";
    private static final String RECEIVER = LinkwayPackage.CANONICAL + "/CapabilityStatement/receiver";

    Capabilities(RestfulServer server) {
        super(server);
    }

    @Override
    protected void postProcess(FhirTerser terser, IBaseConformance conformance) {
        CapabilityStatement statement = (CapabilityStatement) conformance;
        // BaRS reads from here which version of its Core is spoken.
        statement.setVersion(CoreVersion.SERVED.toString());
        statement.setName("Linkway").setTitle("Linkway").setPublisher("Linkway");
        statement.getSoftware().setVersion(LinkwayPackage.VERSION);
        statement.addInstantiates(RECEIVER);
        statement.setFormat(List.of(new CodeType("application/fhir+json"), new CodeType("application/fhir+xml")));
        statement.setPatchFormat(List.of(
                new CodeType("application/json-patch+json"),
                new CodeType("application/fhir+json"),
                new CodeType("application/fhir+xml")));
        CapabilityStatementRestComponent server = statement.getRestFirstRep();
        server.getResource().forEach(Capabilities::complete);
        DoorOffers.SYSTEM.forEach(interaction -> server.addInteraction().setCode(interaction));
        DoorOffers.OPERATIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(operation ->
                        server.addOperation().setName(operation.getKey()).setDefinition(operation.getValue()));
        client(statement.addRest());
        CapabilityStatementMessagingComponent messaging = statement.addMessaging();
        DoorOffers.MESSAGES.forEach(message ->
                messaging.addSupportedMessage().setMode(message.mode()).setDefinition(message.definition()));
    }

    private static void complete(CapabilityStatementRestResourceComponent resource) {
        String type = resource.getType();
        DoorOffers.INTERACTIONS
                .getOrDefault(type, List.of())
                .forEach(interaction -> resource.addInteraction().setCode(interaction));
        resource.setVersioning(
                DoorOffers.INTERACTIONS.containsKey(type)
                        ? ResourceVersionPolicy.VERSIONEDUPDATE
                        : ResourceVersionPolicy.VERSIONED);
        if (type.equals(DoorOffers.SUBSCRIPTION)) {
            topics(resource);
        }
        // HAPI names "*" for every type, searched or not.
        resource.setSearchInclude(texts(OfferedSearches.inclusions(type)));
        resource.setSearchRevInclude(texts(OfferedSearches.reverseInclusions(type)));
        OfferedSearches.parameters(type)
                .forEach(parameter -> resource.addSearchParam()
                        .setName(parameter.name())
                        .setType(SearchParamType.fromCode(parameter.kind()))
                        .setDefinition(parameter.definition()));
    }

    /** Subscriptions R5 Backport 1.1.0, "Subscription Topics in R4": how topics are found. */
    private static void topics(CapabilityStatementRestResourceComponent resource) {
        TopicCanonicals.offered()
                .forEach(topic -> resource.addExtension(
                        BACKPORT + "capabilitystatement-subscriptiontopic-canonical", new CanonicalType(topic)));
        resource.addSupportedProfile(BACKPORT + "backport-subscription");
    }

    private static List<StringType> texts(Stream<String> texts) {
        return texts.sorted(Comparator.naturalOrder()).map(StringType::new).toList();
    }

    /** BaRS swaps the roles for the answer. */
    private static void client(CapabilityStatementRestComponent client) {
        client.setMode(RestfulCapabilityMode.CLIENT)
                .addOperation()
                .setName(DoorOffers.PROCESS_MESSAGE)
                .setDefinition(DoorOffers.OPERATIONS.get(DoorOffers.PROCESS_MESSAGE));
    }
}
