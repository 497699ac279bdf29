package org.linkway.gateway.fhir;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.routes.inbound.KeepResource;

/** What the doors take, round HAPI's server, and what is sent out: the part of {@code /metadata} that HAPI cannot know. */
final class DoorOffers {
    private static final String OPERATION = "http://hl7.org/fhir/OperationDefinition/";
    private static final String MESSAGE = LinkwayPackage.CANONICAL + "/MessageDefinition/";

    static final String SUBSCRIPTION = "Subscription";

    /** By type. */
    static final Map<String, List<TypeRestfulInteraction>> INTERACTIONS = Stream.concat(
                    Stream.of(
                            Map.entry(
                                    "Task",
                                    List.of(
                                            TypeRestfulInteraction.CREATE,
                                            TypeRestfulInteraction.UPDATE,
                                            TypeRestfulInteraction.PATCH)),
                            Map.entry(
                                    SUBSCRIPTION,
                                    List.of(
                                            TypeRestfulInteraction.CREATE,
                                            TypeRestfulInteraction.UPDATE,
                                            TypeRestfulInteraction.DELETE))),
                    KeepResource.TYPES.stream().map(type -> Map.entry(type, List.of(TypeRestfulInteraction.CREATE))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static final List<SystemRestfulInteraction> SYSTEM =
            List.of(SystemRestfulInteraction.TRANSACTION, SystemRestfulInteraction.BATCH);

    static final String PROCESS_MESSAGE = "process-message";

    static final Map<String, String> OPERATIONS = Map.of(
            PROCESS_MESSAGE, OPERATION + "MessageHeader-process-message", "validate", OPERATION + "Resource-validate");

    static final List<Message> MESSAGES = List.of(
            new Message(EventCapabilityMode.RECEIVER, MESSAGE + "servicerequest-request-new"),
            new Message(EventCapabilityMode.RECEIVER, MESSAGE + "servicerequest-request-update"),
            new Message(EventCapabilityMode.RECEIVER, MESSAGE + "servicerequest-request-delete"),
            new Message(EventCapabilityMode.SENDER, MESSAGE + "servicerequest-response"));

    private DoorOffers() {}

    /** @param definition the canonical URL of the MessageDefinition */
    record Message(EventCapabilityMode mode, String definition) {}
}
