package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.Element.SpecialElement;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.extensions.ExtensionUtilities;
import org.hl7.fhir.r5.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.Utilities;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.hl7.fhir.validation.instance.utils.ElementInfo;
import org.hl7.fhir.validation.instance.utils.IndexedElement;
import org.hl7.fhir.validation.instance.utils.NodeStack;
import org.hl7.fhir.validation.instance.utils.ResolvedReference;
import org.hl7.fhir.validation.instance.utils.ValidationContext;

/** HAPI's validator with short cuts past work that changes nothing of what it says. */
class LeanInstanceValidator extends InstanceValidator {
    /** {@code ele-1}, of which there are two versions. */
    private static final String NOT_EMPTY = "hasValue() or (children().count() > id.count())";

    /** {@code dom-2} to {@code dom-5}, which hold where nothing is contained. */
    private static final Set<String> ABOUT_CONTAINED = Set.of(
            "contained.contained.empty()",
            "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical)"
                    + " | %resource.descendants().as(uri) | %resource.descendants().as(url)))"
                    + " or descendants().where(reference = '#').exists()"
                    + " or descendants().where(as(canonical) = '#').exists()"
                    + " or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()",
            "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()",
            "contained.meta.security.empty()");

    /** {@code ref-1}. */
    private static final String POINTS_AT_CONTAINED = "reference.startsWith('#').not() or"
            + " (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))";

    private static final String ANY_TYPE = "[x]";

    /** HAPI has a place for one, and no way to set it. */
    private static final String NO_LANGUAGE = null;

    LeanInstanceValidator(IWorkerContext context, IHostApplicationServices services) {
        super(context, services, new XVerExtensionManagerOld(context), new ValidatorSession(), new ValidatorSettings());
    }

    /** Leaves HAPI's book-keeping for invariants out where none needs to be evaluated, which is at most elements. */
    @Override
    public boolean checkInvariants(
            ValidationContext call,
            List<ValidationMessage> messages,
            StructureDefinition profile,
            ElementDefinition definition,
            Element resource,
            Element element,
            NodeStack stack,
            boolean onlyNonInherited) {
        for (ElementDefinitionConstraintComponent invariant : definition.getConstraint()) {
            if (!isPlainlyFulfilled(element, invariant)) {
                return super.checkInvariants(
                        call, messages, profile, definition, resource, element, stack, onlyNonInherited);
            }
        }
        return true;
    }

    /** Sees without the FHIRPath engine what is plain to see. */
    @Override
    public boolean checkInvariant(
            ValidationContext call,
            List<ValidationMessage> messages,
            String path,
            StructureDefinition profile,
            Element resource,
            Element element,
            ElementDefinitionConstraintComponent invariant) {
        return isPlainlyFulfilled(element, invariant)
                || super.checkInvariant(call, messages, path, profile, resource, element, invariant);
    }

    /** Advice that is not given counts as fulfilled. */
    private boolean isPlainlyFulfilled(Element element, ElementDefinitionConstraintComponent invariant) {
        String expression = invariant.getExpression();
        if (expression == null) {
            return false;
        }
        if (expression.startsWith(NOT_EMPTY)) {
            return isPlainlyNotEmpty(element);
        }
        if (ABOUT_CONTAINED.contains(expression)) {
            return named("contained", element).isEmpty();
        }
        return expression.equals(POINTS_AT_CONTAINED) ? pointsElsewhere(element) : isIgnoredAdvice(invariant);
    }

    private static boolean isPlainlyNotEmpty(Element element) {
        if (!element.hasChildren()) {
            return element.getXhtml() == null && element.isPrimitive() && !Utilities.noString(element.getValue());
        }
        // HAPI reads a Quantity as one for this question, and stumbles over a value that is no number.
        return !"Quantity".equals(element.fhirType()) && hasMoreThanAnId(element);
    }

    private static boolean hasMoreThanAnId(Element element) {
        for (Element child : element.getChildren()) {
            if (!child.getName().equals("id")) {
                return true;
            }
        }
        return false;
    }

    private static boolean pointsElsewhere(Element reference) {
        List<Element> to = named("reference", reference);
        return to.size() == 1
                && to.get(0).primitiveValue() != null
                && !to.get(0).primitiveValue().startsWith("#");
    }

    /** HAPI's own ways to a child throw where there are two. */
    private static List<Element> named(String name, Element parent) {
        List<Element> named = new ArrayList<>();
        parent.getNamedChildren(name, named);
        return named;
    }

    /** Passes over what has another name than the definition, as most have, without the strings that HAPI makes to see it. */
    @Override
    public boolean matchSlice(
            ValidationContext call,
            List<ValidationMessage> messages,
            List<ValidationMessage> sliceMessages,
            StructureDefinition profile,
            NodeStack stack,
            ElementDefinition slicer,
            List<ElementDefinition> slices,
            boolean unsupportedSlicing,
            List<String> problematicPaths,
            int sliceOffset,
            int index,
            StructureDefinition source,
            ElementDefinition definition,
            boolean unsupportedHere,
            ElementInfo element,
            BooleanHolder holds) {
        if (!unsupportedHere && !isNamed(element.getName(), definition.getPath())) {
            return unsupportedSlicing;
        }
        return super.matchSlice(
                call,
                messages,
                sliceMessages,
                profile,
                stack,
                slicer,
                slices,
                unsupportedSlicing,
                problematicPaths,
                sliceOffset,
                index,
                source,
                definition,
                unsupportedHere,
                element,
                holds);
    }

    /** Whether an element of this name can be the last of the path, where {@code [x]} stands for any type. */
    private static boolean isNamed(String name, String path) {
        int last = path.lastIndexOf('.') + 1;
        int length = path.length() - last;
        return path.endsWith(ANY_TYPE)
                ? name.regionMatches(0, path, last, length - ANY_TYPE.length())
                : name.length() == length && path.startsWith(name, last);
    }

    /**
     * Goes straight to the entry that an absolute reference in a Bundle means. HAPI asks first whether each entry on the way up
     * has the address of a REST server, and then has no use for the answer.
     */
    @Override
    public ResolvedReference localResolve(
            String reference,
            NodeStack stack,
            List<ValidationMessage> messages,
            String path,
            Element root,
            Element group,
            Element source,
            BooleanHolder holds,
            BooleanHolder stop) {
        Element entry = Utilities.isAbsoluteUrl(reference) && !stop.ok() ? entryOf(stack.getElement()) : null;
        String fullUrl = entry == null ? null : entry.getChildValue("fullUrl");
        if (fullUrl == null) {
            return super.localResolve(reference, stack, messages, path, root, group, source, holds, stop);
        }
        Element bundle = entry.getParentForValidator();
        String type = bundle.getChildValue("type");
        IndexedElement found = getFromBundle(
                bundle,
                reference,
                fullUrl,
                messages,
                path,
                type,
                Utilities.existsInList(type, "transaction", "batch"),
                holds);
        if (found == null) {
            return null;
        }
        ResolvedReference resolved = new ResolvedReference();
        resolved.setResource(found.getMatch());
        resolved.setFocus(found.getMatch());
        resolved.setExternal(false);
        resolved.setStack(new NodeStack(context, null, found.getMatch(), NO_LANGUAGE));
        resolved.setVia(stack);
        resolved.getStack()
                .pathComment(
                        found.getMatch().fhirType() + "/" + found.getMatch().getIdBase());
        return resolved;
    }

    /** The entry of a Bundle that this element is in; null where there is none, or another Bundle or Parameters in between. */
    private static Element entryOf(Element element) {
        for (Element inner = element; inner != null; inner = inner.getParentForValidator()) {
            if (inner.getSpecial() == SpecialElement.PARAMETER || "Bundle".equals(inner.getType())) {
                return null;
            }
            if (inner.getSpecial() == SpecialElement.BUNDLE_ENTRY) {
                Element entry = inner.getParentForValidator();
                return entry != null && entry.getName().equals("entry") && isIn("Bundle", entry) ? entry : null;
            }
        }
        return null;
    }

    private static boolean isIn(String type, Element element) {
        Element parent = element.getParentForValidator();
        return parent != null && type.equals(parent.getType());
    }

    private boolean isIgnoredAdvice(ElementDefinitionConstraintComponent invariant) {
        return settings.getBpWarnings() == BestPracticeWarningLevel.Ignore
                && invariant.hasExtension(ExtensionDefinitions.EXT_BEST_PRACTICE)
                && ExtensionUtilities.readBooleanExtension(invariant, ExtensionDefinitions.EXT_BEST_PRACTICE);
    }
}
