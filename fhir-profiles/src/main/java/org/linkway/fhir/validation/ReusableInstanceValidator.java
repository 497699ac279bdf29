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
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.r5.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r5.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.BaseValidator;
import org.hl7.fhir.validation.codesystem.CodingsObserver;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HAPI's validator, which is made for one use, made fit for many. Making one costs more than most validations; but it keeps
 * what it saw, so that it would grow without bound, and would say some things only once. {@link #forget()} takes that out.
 *
 * <p>Some of what it keeps is private to HAPI. The fields are looked up when this class is loaded, so a version of HAPI that
 * has others stops the start, and a test holds the list of its fields against what is known of each.
 */
final class ReusableInstanceValidator extends LeanInstanceValidator {
    private static final Field CODINGS_OBSERVER = field(InstanceValidator.class, "codingObserver");
    private static final Field CODINGS = field(CodingsObserver.class, "list");
    private static final Field MARKUP = field(InstanceValidator.class, "xhtmlElementMap");
    private static final Field LOOKED_UP = field(InstanceValidator.class, "crLookups");
    private static final Field TEXT_KEYS = field(InstanceValidator.class, "textsToCheckKeys");
    private static final Field FETCHED = field(InstanceValidator.class, "fetchCache");
    private static final Field TRACKED = field(InstanceValidator.class, "resourceTracker");
    private static final Field OBSERVER_WARNINGS = field(BaseValidator.class, "statusWarnings");

    private final List<Object> kept;
    private final ProfileUtilities forParsers;

    ReusableInstanceValidator(IWorkerContext context, IHostApplicationServices services) {
        super(context, services);
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
                    settleTypes(fragment.getElement());
                    validate(appContext, fragment.getErrors(), null, fragment.getElement(), profiles);
                }
                messages.addAll(fragment.getErrors());
            }
            return fragments.isEmpty() ? null : fragments.get(0).getElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has each element know its type, which HAPI otherwise works out from the definition each time that it asks. */
    private static void settleTypes(Element element) {
        if (element.getProperty().getDefinition().getType().size() == 1) {
            element.setType(element.getType());
        }
        if (element.hasChildren()) {
            element.getChildren().forEach(ReusableInstanceValidator::settleTypes);
        }
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
