package org.linkway.fhir.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.Element.SpecialElement;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.r5.extensions.ExtensionDefinitions;
import org.hl7.fhir.r5.extensions.ExtensionUtilities;
import org.hl7.fhir.r5.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r5.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r5.model.ElementDefinition;
import org.hl7.fhir.r5.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.Utilities;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.BaseValidator;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.codesystem.CodingsObserver;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.hl7.fhir.validation.instance.utils.IndexedElement;
import org.hl7.fhir.validation.instance.utils.NodeStack;
import org.hl7.fhir.validation.instance.utils.ResolvedReference;
import org.hl7.fhir.validation.instance.utils.ValidationContext;

/**
 * HAPI's validator, which is made for one use, made fit for many. Making one costs more than most validations; but it keeps
 * what it saw, so that it would grow without bound, and would say some things only once. {@link #forget()} takes that out.
 *
 * <p>Some of what it keeps is private to HAPI. The fields are looked up when this class is loaded, so a version of HAPI that
 * has others stops the start, and a test holds the list of its fields against what is known of each.
 */
final class ReusableInstanceValidator extends InstanceValidator {
    private static final Field CODINGS_OBSERVER = field(InstanceValidator.class, "codingObserver");
    private static final Field CODINGS = field(CodingsObserver.class, "list");
    private static final Field MARKUP = field(InstanceValidator.class, "xhtmlElementMap");
    private static final Field LOOKED_UP = field(InstanceValidator.class, "crLookups");
    private static final Field TEXT_KEYS = field(InstanceValidator.class, "textsToCheckKeys");
    private static final Field FETCHED = field(InstanceValidator.class, "fetchCache");
    private static final Field TRACKED = field(InstanceValidator.class, "resourceTracker");
    private static final Field OBSERVER_WARNINGS = field(BaseValidator.class, "statusWarnings");

    /** HAPI has a place for one, and no way to set it. */
    private static final String NO_LANGUAGE = null;

    private static final String NOT_EMPTY = "hasValue() or (children().count() > id.count())";

    private final List<Object> kept;
    private final ProfileUtilities forParsers;

    ReusableInstanceValidator(IWorkerContext context, IHostApplicationServices services) {
        super(context, services, new XVerExtensionManagerOld(context), new ValidatorSession(), new ValidatorSettings());
        Object observer = valueOf(CODINGS_OBSERVER, this);
        kept = List.of(
                valueOf(CODINGS, observer),
                valueOf(OBSERVER_WARNINGS, observer),
                valueOf(MARKUP, this),
                valueOf(LOOKED_UP, this),
                valueOf(TEXT_KEYS, this),
                valueOf(FETCHED, this),
                valueOf(TRACKED, this),
                getTextsToCheck(),
                statusWarnings,
                trackedMessages,
                messagesToRemove);
        forParsers = new ProfileUtilities(context, null, null, new FHIRPathEngine(context));
    }

    /**
     * As HAPI does it for a text, but that its JSON parser gets what it looks up in the definitions from one that worked before.
     *
     * @param profiles none of them a logical model
     * @return the body; null where it cannot be read
     */
    Element validate(
            Object appContext,
            List<ValidationMessage> messages,
            String text,
            FhirFormat format,
            List<StructureDefinition> profiles) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        if (format != FhirFormat.JSON) {
            return validate(appContext, messages, bytes, format, profiles);
        }
        JsonParser parser = new JsonParser(context, forParsers);
        parser.setupValidation(ValidationPolicy.EVERYTHING);
        parser.setAllowComments(isAllowComments());
        try {
            List<ValidatedFragment> fragments = parser.parse(bytes);
            for (ValidatedFragment fragment : fragments) {
                if (fragment.getElement() != null) {
                    validate(appContext, fragment.getErrors(), null, fragment.getElement(), profiles);
                }
                messages.addAll(fragment.getErrors());
            }
            return fragments.isEmpty() ? null : fragments.get(0).getElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Takes out what the last validation left, so that the next is as the first. */
    void forget() {
        validatedContent = null;
        for (Object memory : kept) {
            if (memory instanceof Map<?, ?> map) {
                map.clear();
            } else {
                ((Collection<?>) memory).clear();
            }
        }
    }

    private static Field field(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    "This version of HAPI's validator cannot be reused: it has no field " + name + ".", e);
        }
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    "This version of HAPI's validator cannot be reused: " + field + " is closed.", e);
        }
    }
}
