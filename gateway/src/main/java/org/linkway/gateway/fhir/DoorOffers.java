package org.linkway.gateway.fhir;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.linkway.routes.inbound.KeepResource;
import org.linkway.translation.MessageTranslation;

/** What the doors take, round HAPI's server, and what is sent out: the part of {@code /metadata} that HAPI cannot know. */
final class DoorOffers {
    private static final String OPERATION = "http://hl7.org/fhir/OperationDefinition/";

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

    static final List<Message> MESSAGES = Stream.concat(
                    MessageTranslation.taken().map(it -> new Message(EventCapabilityMode.RECEIVER, it)),
                    MessageTranslation.sent().map(it -> new Message(EventCapabilityMode.SENDER, it)))
            .toList();

    private DoorOffers() {}

    /** @param definition the canonical URL of the MessageDefinition */
    record Message(EventCapabilityMode mode, String definition) {}
}
