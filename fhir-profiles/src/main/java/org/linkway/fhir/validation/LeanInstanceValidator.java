package org.linkway.fhir.validation;

import java.util.List;
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
import org.hl7.fhir.validation.instance.utils.IndexedElement;
import org.hl7.fhir.validation.instance.utils.NodeStack;
import org.hl7.fhir.validation.instance.utils.ResolvedReference;
import org.hl7.fhir.validation.instance.utils.ValidationContext;

/** HAPI's validator with short cuts past work that changes nothing of what it says. */
class LeanInstanceValidator extends InstanceValidator {
    private static final String NOT_EMPTY = "hasValue() or (children().count() > id.count())";

    /** HAPI has a place for one, and no way to set it. */
    private static final String NO_LANGUAGE = null;

    LeanInstanceValidator(IWorkerContext context, IHostApplicationServices services) {
        super(context, services, new XVerExtensionManagerOld(context), new ValidatorSession(), new ValidatorSettings());
    }

    /** Leaves HAPI's book-keeping for invariants out where there is only one to look at, which is most elements. */
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
            if (!isPlainlyNotEmpty(element, invariant)) {
                return super.checkInvariants(
                        call, messages, profile, definition, resource, element, stack, onlyNonInherited);
            }
        }
        return true;
    }

    /**
     * Sees without the FHIRPath engine what is plain to see: that an element is not empty, which is asked of each one, and that
     * advice which is not given need not be thought of.
     */
    @Override
    public boolean checkInvariant(
            ValidationContext call,
            List<ValidationMessage> messages,
            String path,
            StructureDefinition profile,
            Element resource,
            Element element,
            ElementDefinitionConstraintComponent invariant) {
        return isPlainlyNotEmpty(element, invariant)
                || isIgnoredAdvice(invariant)
                || super.checkInvariant(call, messages, path, profile, resource, element, invariant);
    }

    private static boolean isPlainlyNotEmpty(Element element, ElementDefinitionConstraintComponent invariant) {
        String expression = invariant.getExpression();
        if (expression == null || !expression.startsWith(NOT_EMPTY)) {
            return false;
        }
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
