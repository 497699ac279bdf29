package org.linkway.gateway.local;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Kebab;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Describes the records of the model as they are written on the wire, which no annotation on them says. */
@Component
class ModelSchemas implements ModelConverter {
    private static final String OURS = "org.linkway.";
    private static final Map<Class<?>, Schema<?>> VALUES = Map.of(
            String.class, of("string"),
            UUID.class, of("string").format("uuid"),
            Instant.class, of("string").format("date-time"),
            LocalDate.class, of("string").format("date"),
            BigDecimal.class, of("number"),
            Integer.class, of("integer"),
            Long.class, of("integer").format("int64"),
            Boolean.class, of("boolean"));

    static Schema<?> of(String type) {
        return new JsonSchema().typesItem(type);
    }

    static Schema<?> constant(String word) {
        Schema<?> constant = of("string");
        constant.setConst(word);
        return constant;
    }

    static Schema<?> reference(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        JavaType asked = Json31.mapper().constructType(type.getType());
        if (asked.getRawClass().getName().startsWith(OURS)) {
            return schema(asked, context);
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }

    private Schema<?> schema(JavaType type, ModelConverterContext context) {
        Class<?> raw = type.getRawClass();
        if (raw == Optional.class) {
            return schema(type.containedType(0), context);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return of("array").items(schema(type.getContentType(), context));
        }
        if (raw == Map.class) {
            return of("object").additionalProperties(schema(type.getContentType(), context));
        }
        return raw.getName().startsWith(OURS) ? named(raw, context) : value(raw);
    }

    /** A schema of its own, because whoever describes a member writes into it. */
    private static Schema<?> value(Class<?> raw) {
        Schema<?> value = Objects.requireNonNull(
                VALUES.get(ClassUtils.resolvePrimitiveIfNecessary(raw)),
                () -> "No schema says how a " + raw + " is written.");
        return of(value.getTypes().iterator().next()).format(value.getFormat());
    }

    private Schema<?> named(Class<?> raw, ModelConverterContext context) {
        String name = name(raw);
        if (!context.getDefinedModels().containsKey(name)) {
            JsonSchema schema = new JsonSchema();
            // Before its members are looked at, because one of them may lead back here.
            context.defineModel(name, schema);
            describe(schema, raw, context);
        }
        return reference(name);
    }

    private void describe(JsonSchema schema, Class<?> raw, ModelConverterContext context) {
        if (raw.isEnum()) {
            schema.addType("string");
            for (Object constant : raw.getEnumConstants()) {
                schema.addEnumItemObject(Kebab.of((Enum<?>) constant));
            }
        } else if (raw.isRecord()) {
            schema.addType("object");
            for (RecordComponent component : raw.getRecordComponents()) {
                schema.addProperty(component.getName(), member(component, context));
            }
        } else {
            for (Class<?> permitted : raw.getPermittedSubclasses()) {
                schema.addAnyOfItem(named(permitted, context));
            }
        }
    }

    Schema<?> member(RecordComponent component, ModelConverterContext context) {
        return schema(Json31.mapper().constructType(component.getGenericType()), context);
    }

    /** What is nested bears the name of what it is nested in; a controller's name without saying that it is one. */
    static String name(Class<?> raw) {
        io.swagger.v3.oas.annotations.media.Schema given =
                raw.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (given != null) {
            return given.name();
        }
        String outer = raw.getEnclosingClass() == null
                ? ""
                : raw.getEnclosingClass().getSimpleName().replace("Controller", "");
        return outer.equals(raw.getSimpleName()) ? outer : outer + raw.getSimpleName();
    }
}
