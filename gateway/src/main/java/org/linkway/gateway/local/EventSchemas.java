package org.linkway.gateway.local;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.linkway.referral.EventType;
import org.linkway.referral.RecordedBy;
import org.springframework.stereotype.Component;

/** One schema for each event that a link workers' system may report, made from the record of what has to be told with it. */
@Component
class EventSchemas {
    private final ModelSchemas models;

    EventSchemas(ModelSchemas models) {
        this.models = models;
    }

    /** Adds all of them, and gives the schema of any one. */
    Schema<?> addTo(Components components) {
        ModelConverterContextImpl context = new ModelConverterContextImpl(models);
        Schema<?> any = new JsonSchema();
        Discriminator discriminator = new Discriminator().propertyName("type");
        for (EventType type : EventJson.reportable()) {
            Schema<?> reference = ModelSchemas.reference(type.code());
            components.addSchemas(type.code(), event(type, context));
            any.addOneOfItem(reference);
            discriminator.mapping(type.code(), reference.get$ref());
        }
        context.getDefinedModels().forEach(components::addSchemas);
        return any.discriminator(discriminator);
    }

    private Schema<?> event(EventType type, ModelConverterContextImpl context) {
        Schema<?> event = ModelSchemas.of("object").additionalProperties(false);
        add(event, "id", ModelSchemas.of("string").format("uuid"), "Chosen by you; the same one when you retry.");
        add(event, "type", ModelSchemas.constant(type.code()), null);
        add(
                event,
                "occurredAt",
                ModelSchemas.of("string").format("date-time"),
                "When it happened: the date in the record.");
        add(event, "recordedBy", context.resolve(new AnnotatedType(RecordedBy.class)), "Who recorded it.");
        event.setRequired(List.of("id", "type", "occurredAt", "recordedBy"));
        DetailMembers members = new DetailMembers(type.detail());
        Map<String, String> sentences = members.sentences();
        for (RecordComponent component : type.detail().getRecordComponents()) {
            String name = component.getName();
            add(event, name, models.member(component, context), sentences.get(name));
        }
        members.required().forEach(event::addRequiredItem);
        return event;
    }

    private static void add(Schema<?> event, String name, Schema<?> member, String description) {
        event.addProperty(name, member.description(description));
    }
}
