package org.linkway.gateway.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.linkway.referral.EventType;
import org.linkway.referral.Kebab;
import org.linkway.referral.RecordedBy;
import org.linkway.referral.ReferralEvent;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The local referral model as JSON, in the store and on the local API. Said here and not by annotations, because the model
 * knows only {@code java.*}.
 */
public final class ReferralJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new EnumsInKebabCase())
            .addModule(new SimpleModule().addDeserializer(ReferralEvent.class, new EventDeserializer()))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            // What a record can be asked (isOpen) is no part of it.
            .changeDefaultVisibility(visible -> visible.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            // Else names would be read by toString(), past the introspector.
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            // What another version of Linkway wrote may hold more, or less, than this one knows.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ReferralJson() {}

    /** Absent values are left out, times are ISO 8601, enums are in kebab-case, unknown properties are not minded. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class EnumsInKebabCase extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass annotated, Enum<?>[] constants, String[] names) {
            return Arrays.stream(constants).map(Kebab::of).toArray(String[]::new);
        }
    }

    /** An event's type says which record its detail is. */
    private static final class EventDeserializer extends StdDeserializer<ReferralEvent> {
        EventDeserializer() {
            super(ReferralEvent.class);
        }

        @Override
        public ReferralEvent deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode event = context.readTree(parser);
            EventType type = context.readTreeAsValue(event.get("type"), EventType.class);
            return new ReferralEvent(
                    context.readTreeAsValue(event.get("id"), UUID.class),
                    type,
                    context.readTreeAsValue(event.get("occurredAt"), Instant.class),
                    context.readTreeAsValue(event.get("recordedBy"), RecordedBy.class),
                    context.readTreeAsValue(event.get("recordedAt"), Instant.class),
                    event.get("schemaVersion").intValue(),
                    context.readTreeAsValue(event.get("detail"), type.detail()));
        }
    }
}
