package org.linkway.fhir.validation;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.fhirpath.IHostApplicationServices;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.validation.BaseValidator;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.codesystem.CodingsObserver;
import org.hl7.fhir.validation.instance.InstanceValidator;

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

    private final List<Object> kept;

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
