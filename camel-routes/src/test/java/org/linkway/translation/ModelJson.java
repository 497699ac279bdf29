package org.linkway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.Kebab;

/** The model as JSON that people can read: what is not there is left out. */
final class ModelJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelJson() {}

    static String of(Record model) {
        return node(model).orElseThrow().toPrettyString() + "\n";
    }

    private static Optional<JsonNode> node(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(ModelJson::node);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? Optional.empty() : Optional.of(array(list));
        }
        if (value instanceof Record model) {
            return Optional.of(object(model));
        }
        if (value instanceof Boolean flag) {
            return Optional.of(NODES.booleanNode(flag));
        }
        if (value instanceof Integer number) {
            return Optional.of(NODES.numberNode(number));
        }
        return Optional.of(NODES.textNode(value instanceof Enum<?> constant ? Kebab.of(constant) : value.toString()));
    }

    private static JsonNode array(List<?> list) {
        var array = NODES.arrayNode();
        list.forEach(element -> node(element).ifPresent(array::add));
        return array;
    }

    private static JsonNode object(Record model) {
        var object = NODES.objectNode();
        for (RecordComponent component : model.getClass().getRecordComponents()) {
            node(value(model, component)).ifPresent(node -> object.set(component.getName(), node));
        }
        return object;
    }

    private static Object value(Record model, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(model);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("A record could not be read.", e);
        }
    }
}
