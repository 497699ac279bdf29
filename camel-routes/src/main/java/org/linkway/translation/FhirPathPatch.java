package org.linkway.translation;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.parsing.Parsed;
import org.linkway.fhir.validation.GatewayError;

/** A FHIRPath Patch (FHIR R4, fhirpatch.html): its operations one after the other on a copy, or none of them. */
final class FhirPathPatch {
    private static final int MOST_OPERATIONS = 100;

    private final FhirContext fhir;
    private final Parameters patch;

    FhirPathPatch(FhirContext fhir, Parameters patch) {
        this.fhir = fhir;
        this.patch = patch;
    }

    /** Everything that is wrong with an operation is told at its place; what follows on a failed one is not tried. */
    <T extends Resource> Mapped<T> appliedTo(T resource) {
        @SuppressWarnings("unchecked") // A copy is of the same type.
        T patched = (T) resource.copy();
        Findings findings = new Findings();
        List<ParametersParameterComponent> operations = patch.getParameter();
        if (operations.isEmpty()) {
            findings.error(
                    GatewayError.REQUIRED,
                    "Parameters.parameter",
                    "This patch has no operation. Send at least one parameter with the name 'operation'.");
        }
        if (operations.size() > MOST_OPERATIONS) {
            findings.error(
                    GatewayError.TOO_LARGE,
                    "Parameters.parameter",
                    "This patch has " + operations.size() + " operations. Send up to " + MOST_OPERATIONS + " at once.");
        }
        for (int i = 0; i < operations.size() && !findings.anyError(); i++) {
            try {
                apply(operations.get(i), patched);
            } catch (PatchFault fault) {
                findings.error(fault.error, "Parameters.parameter[" + i + "]", fault.getMessage());
            }
        }
        return findings.anyError() ? new Mapped.Invalid<>(findings.all()) : new Mapped.Ok<>(patched, List.of());
    }

    private void apply(ParametersParameterComponent operation, Resource patched) {
        if (!"operation".equals(operation.getName())) {
            throw new PatchFault(
                    GatewayError.INVALID, "This parameter is no operation. Give each the name 'operation'.");
        }
        String type = text(operation, "type");
        switch (type) {
            case "add" -> add(operation, patched);
            case "insert" -> insert(operation, patched);
            case "delete" -> delete(operation, patched);
            case "replace" -> replace(operation, patched);
            case "move" -> move(operation, patched);
            default ->
                throw new PatchFault(
                        GatewayError.INVALID,
                        "This operation has a type that FHIRPath Patch does not know. Send add, insert, delete, replace or"
                                + " move.");
        }
    }

    private void add(ParametersParameterComponent operation, Resource patched) {
        IBase parent = one(operation, patched);
        BaseRuntimeChildDefinition child = child(parent, text(operation, "name"));
        if (!child.isMultipleCardinality()
                && !child.getAccessor().getValues(parent).isEmpty()) {
            throw new PatchFault(
                    GatewayError.INVARIANT, "There is a value already, and there can be one only. Replace it.");
        }
        child.getMutator().addValue(parent, value(operation, child, text(operation, "name")));
    }

    private void insert(ParametersParameterComponent operation, Resource patched) {
        Place list = list(operation, patched);
        List<IBase> values = new ArrayList<>(list.values());
        values.add(position(operation, "index", values.size()), value(operation, list.child, list.name()));
        list.set(values);
    }

    /** Nothing where there is nothing: so says the standard. */
    private void delete(ParametersParameterComponent operation, Resource patched) {
        List<IBase> found = evaluate(operation, patched);
        if (!found.isEmpty()) {
            place(one(operation, patched), patched).remove();
        }
    }

    private void replace(ParametersParameterComponent operation, Resource patched) {
        Place place = place(one(operation, patched), patched);
        List<IBase> values = new ArrayList<>(place.values());
        values.set(place.index, value(operation, place.child, place.name()));
        place.set(values);
    }

    private void move(ParametersParameterComponent operation, Resource patched) {
        Place list = list(operation, patched);
        List<IBase> values = new ArrayList<>(list.values());
        IBase moved = values.remove(position(operation, "source", values.size() - 1));
        values.add(position(operation, "destination", values.size()), moved);
        list.set(values);
    }

    /** A value of an element: which of its parent's children it is, and which of its repetitions. */
    private record Place(IBase parent, BaseRuntimeChildDefinition child, int index) {
        String name() {
            return child.getElementName();
        }

        List<IBase> values() {
            return child.getAccessor().getValues(parent);
        }

        void remove() {
            List<IBase> values = new ArrayList<>(values());
            values.remove(index);
            set(values);
        }

        void set(List<IBase> values) {
            List<IBase> wanted = List.copyOf(values);
            if (!child.isMultipleCardinality()) {
                child.getMutator().setValue(parent, wanted.isEmpty() ? null : wanted.get(0));
                return;
            }
            for (int i = values().size() - 1; i >= 0; i--) {
                child.getMutator().remove(parent, i);
            }
            wanted.forEach(value -> child.getMutator().addValue(parent, value));
        }
    }

    /** The list that a path leads to, whole. */
    private Place list(ParametersParameterComponent operation, Resource patched) {
        List<IBase> found = evaluate(operation, patched);
        if (found.isEmpty()) {
            throw leadsNowhere();
        }
        Place first = place(found.get(0), patched);
        if (!first.child.isMultipleCardinality()
                || found.size() != first.values().size()) {
            throw new PatchFault(
                    GatewayError.INVARIANT,
                    "This path is not that of a whole list. Name an element that can repeat, without an index.");
        }
        return first;
    }

    private IBase one(ParametersParameterComponent operation, Resource patched) {
        List<IBase> found = evaluate(operation, patched);
        if (found.isEmpty()) {
            throw leadsNowhere();
        }
        if (found.size() > 1) {
            throw new PatchFault(
                    GatewayError.INVARIANT,
                    "This path leads to " + found.size() + " elements. Name one of them, for example by an index.");
        }
        return found.get(0);
    }

    private List<IBase> evaluate(ParametersParameterComponent operation, Resource patched) {
        String path = text(operation, "path");
        if (!PatchPath.leadsToAnElement(path)) {
            throw new PatchFault(
                    GatewayError.INVALID,
                    "The path of this operation is not one that is taken here. Name the elements that lead to yours, with an"
                            + " index or, of FHIRPath's functions, " + PatchPath.offered() + ".");
        }
        return Parsed.by(() -> fhir.newFhirPath().evaluate(patched, path, IBase.class))
                .orElseThrow(() -> new PatchFault(
                        GatewayError.INVALID, "The path of this operation is no FHIRPath that can be evaluated."));
    }

    private static PatchFault leadsNowhere() {
        return new PatchFault(
                GatewayError.INVARIANT,
                "This path leads to nothing here. Start it with the resource type, and read the resource again.");
    }

    /** Elements are told apart as objects: two repetitions may be equal. */
    private Place place(IBase element, IBase within) {
        return search(element, within)
                .orElseThrow(() -> new PatchFault(
                        GatewayError.INVARIANT, "This path leads to no element of the resource. Name an element."));
    }

    private Optional<Place> search(IBase element, IBase within) {
        for (BaseRuntimeChildDefinition child : children(within)) {
            List<IBase> values = child.getAccessor().getValues(within);
            for (int i = 0; i < values.size(); i++) {
                Optional<Place> found = values.get(i) == element
                        ? Optional.of(new Place(within, child, i))
                        : search(element, values.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private List<BaseRuntimeChildDefinition> children(IBase element) {
        return definition(element)
                .<List<BaseRuntimeChildDefinition>>map(it -> List.copyOf(it.getChildren()))
                .orElse(List.of());
    }

    private Optional<BaseRuntimeElementCompositeDefinition<?>> definition(IBase element) {
        BaseRuntimeElementDefinition<?> definition = element instanceof Resource resource
                ? fhir.getResourceDefinition(resource)
                : fhir.getElementDefinition(element.getClass());
        return definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                ? Optional.of(composite)
                : Optional.empty();
    }

    private BaseRuntimeChildDefinition child(IBase parent, String name) {
        return definition(parent)
                .flatMap(it -> Optional.ofNullable(it.getChildByName(name))
                        .or(() -> Optional.ofNullable(it.getChildByName(name + "[x]"))))
                .orElseThrow(() -> new PatchFault(
                        GatewayError.UNKNOWN_CONTENT, "The element that the path leads to has no part of this name."));
    }

    private IBase value(ParametersParameterComponent operation, BaseRuntimeChildDefinition child, String name) {
        ParametersParameterComponent given = part(operation, "value")
                .orElseThrow(() -> new PatchFault(GatewayError.REQUIRED, "This operation has no value. Send one."));
        return made(given, child, name);
    }

    /** The parts of an element that has no type of its own come one by one. */
    private IBase made(ParametersParameterComponent given, BaseRuntimeChildDefinition child, String name) {
        String plain = name.replace("[x]", "");
        if (given.hasValue()) {
            String choice = child.getChildNameByDatatype(given.getValue().getClass());
            BaseRuntimeElementDefinition<?> wanted = child.getChildByName(choice == null ? plain : choice);
            if (wanted == null) {
                throw wrongType();
            }
            return typed(given, wanted, child);
        }
        BaseRuntimeElementDefinition<?> wanted = child.getChildByName(plain);
        if (wanted == null || !given.hasPart()) {
            throw wrongType();
        }
        IBase made = wanted.newInstance(child.getInstanceConstructorArguments());
        for (ParametersParameterComponent part : given.getPart()) {
            BaseRuntimeChildDefinition inner = child(made, part.getName());
            inner.getMutator().addValue(made, made(part, inner, part.getName()));
        }
        return made;
    }

    /** Primitives go by their text: a code of the patch is a Task's status. */
    private static IBase typed(
            ParametersParameterComponent given,
            BaseRuntimeElementDefinition<?> wanted,
            BaseRuntimeChildDefinition child) {
        if (wanted.getImplementingClass().isInstance(given.getValue())) {
            return given.getValue();
        }
        IBase made = wanted.newInstance(child.getInstanceConstructorArguments());
        if (!(made instanceof IPrimitiveType<?> primitive) || !(given.getValue() instanceof PrimitiveType<?> sent)) {
            throw wrongType();
        }
        try {
            primitive.setValueAsString(sent.getValueAsString());
        } catch (IllegalArgumentException e) {
            throw wrongType();
        }
        return made;
    }

    private static PatchFault wrongType() {
        return new PatchFault(
                GatewayError.VALUE,
                "The value of this operation is not of a type that this element takes. Send one that is.");
    }

    private static int position(ParametersParameterComponent operation, String name, int largest) {
        String given = text(operation, name);
        try {
            int position = Integer.parseInt(given);
            if (position >= 0 && position <= largest) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Said below: it is no better than one that is out of range.
        }
        throw new PatchFault(
                GatewayError.VALUE, "The " + name + " of this operation is not between 0 and " + largest + ".");
    }

    private static String text(ParametersParameterComponent operation, String name) {
        return part(operation, name)
                .map(ParametersParameterComponent::getValue)
                .filter(PrimitiveType.class::isInstance)
                .map(it -> ((PrimitiveType<?>) it).getValueAsString())
                .orElseThrow(() -> new PatchFault(
                        GatewayError.REQUIRED, "This operation has no " + name + ". Send it as a part of that name."));
    }

    private static Optional<ParametersParameterComponent> part(ParametersParameterComponent operation, String name) {
        return operation.getPart().stream()
                .filter(it -> name.equals(it.getName()))
                .findFirst();
    }

    /** What is wrong with one operation. */
    private static final class PatchFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final GatewayError error;

        PatchFault(GatewayError error, String sentence) {
            super(sentence, null, false, false);
            this.error = error;
        }
    }
}
