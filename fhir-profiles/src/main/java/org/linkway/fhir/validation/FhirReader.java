package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.parsing.Parsed;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.WireGuard.Guarded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request body from bytes to a valid Bundle, or to everything that is wrong with it. Safe for use by many threads. */
public final class FhirReader {
    private static final Logger LOG = LoggerFactory.getLogger(FhirReader.class);

    private static final Map<String, LinkwayProfile> DOOR = Map.of(
            "Patient", LinkwayProfile.DOOR_PATIENT,
            "ServiceRequest", LinkwayProfile.DOOR_SERVICE_REQUEST,
            "Consent", LinkwayProfile.DOOR_CONSENT);

    private final FhirContext fhir;
    private final WireGuard guard;
    private final ProfileValidator validator;

    public FhirReader(FhirContext fhir, ProfileValidator validator) {
        this.fhir = fhir;
        this.guard = new WireGuard(fhir);
        this.validator = validator;
    }

    /**
     * Never throws for what is in the body.
     *
     * @param contentType as in the request; null where there was none
     * @param profile that the Bundle has to conform to, beside what it declares
     */
    public Reading read(byte[] body, String contentType, LinkwayProfile profile) {
        return WireFormat.ofContentType(contentType)
                .map(format -> read(body, format, profile))
                .orElseGet(() -> Reading.refused(unsupported(contentType)));
    }

    /**
     * One resource, checked by what it declares. Never throws for what is in the body.
     *
     * @param contentType as in the request; null where there was none
     * @param type that the resource has to be of
     */
    public ResourceReading readResource(byte[] body, String contentType, String type) {
        return readResource(body, contentType, type, List.of());
    }

    /** One resource, checked also by the profile that it has to conform to at the door, where its type has one. */
    public ResourceReading readAtDoor(byte[] body, String contentType, String type) {
        return readResource(
                body,
                contentType,
                type,
                DOOR.containsKey(type) ? List.of(DOOR.get(type).url()) : List.of());
    }

    private ResourceReading readResource(byte[] body, String contentType, String type, Collection<String> profiles) {
        return WireFormat.ofContentType(contentType)
                .map(format -> readResource(body, format, type, profiles))
                .orElseGet(() -> new ResourceReading(Optional.empty(), List.of(unsupported(contentType))));
    }

    private ResourceReading readResource(byte[] body, WireFormat format, String type, Collection<String> profiles) {
        Guarded guarded = guard.check(body, format);
        if (!guarded.isReadable()) {
            return new ResourceReading(Optional.empty(), guarded.issues());
        }
        List<Issue> notThat = notA(type, guarded, "Send a " + type + ".");
        List<Issue> issues = notThat.isEmpty() ? DoorNotices.of(everythingIn(guarded, profiles)) : notThat;
        if (Issue.anyError(issues)) {
            return new ResourceReading(Optional.empty(), issues);
        }
        try {
            return new ResourceReading(Optional.of(parse(Resource.class, guarded.text(), format)), issues);
        } catch (RuntimeException | Error e) {
            return new ResourceReading(Optional.empty(), List.of(unreadable(guarded, e)));
        }
    }

    /** What a Bundle says that it is; empty for any other body, and for one that cannot be read. */
    public Optional<String> bundleType(byte[] body, String contentType) {
        return WireFormat.ofContentType(contentType)
                .map(format -> guard.check(body, format))
                .filter(guarded ->
                        guarded.isReadable() && guarded.outline().rootType().equals(Optional.of("Bundle")))
                .flatMap(BundleType::of);
    }

    /** Whether a body can be read as this type of resource, whatever is in it. */
    public boolean isA(String type, byte[] body, WireFormat format) {
        return guard.check(body, format).outline().rootType().equals(Optional.of(type));
    }

    /**
     * Reads an example of each kind in each form. The first reading loads the definitions and takes seconds, so do this before
     * reporting ready.
     */
    public void warmUp() {
        for (LinkwayProfile profile : List.of(LinkwayProfile.DOOR_TRANSACTION, LinkwayProfile.DOOR_MESSAGE)) {
            Bundle example = parse(profile.minimalExample(), WireFormat.JSON);
            for (WireFormat format : WireFormat.values()) {
                String text = format.parser(fhir).encodeResourceToString(example);
                Reading reading = read(text.getBytes(StandardCharsets.UTF_8), format, profile);
                if (reading.issues().stream().anyMatch(FhirReader::isAboutTheExample)) {
                    throw new IllegalStateException(
                            "The example of " + profile.id() + " is refused: " + reading.issues());
                }
            }
        }
    }

    /** And not about a terminology server that is away, without which Linkway starts. */
    private static boolean isAboutTheExample(Issue issue) {
        return !issue.warning()
                && issue.error() != GatewayError.CODE_UNCHECKED
                && issue.error() != GatewayError.UNAVAILABLE;
    }

    private Reading read(byte[] body, WireFormat format, LinkwayProfile profile) {
        Guarded guarded = guard.check(body, format);
        if (!guarded.isReadable()) {
            return Reading.refused(guarded.issues());
        }
        List<Issue> notABundle = notABundle(guarded, profile);
        return notABundle.isEmpty() ? read(guarded, profile) : Reading.refused(notABundle);
    }

    private Reading read(Guarded guarded, LinkwayProfile profile) {
        List<Issue> issues = DoorNotices.of(everythingIn(guarded, List.of(profile.url())));
        return Issue.anyError(issues) ? Reading.refused(issues) : parsed(guarded, issues);
    }

    private Reading parsed(Guarded guarded, List<Issue> issues) {
        try {
            return new Reading(Optional.of(parse(guarded.text(), guarded.format())), issues);
        } catch (RuntimeException | Error e) {
            return Reading.refused(unreadable(guarded, e));
        }
    }

    Guarded guarded(byte[] body, WireFormat format) {
        return guard.check(body, format);
    }

    Guarded guarded(String text, WireFormat format) {
        return guard.check(text, format);
    }

    /** Everything that there is to say about a body that can be read, of every severity. Never throws for what is in it. */
    List<Issue> everythingIn(Guarded guarded, Collection<String> profiles) {
        try {
            return validator.validate(guarded, profiles);
        } catch (RuntimeException | Error e) {
            Issue unreadable = unreadable(guarded, e);
            return guarded.issues().isEmpty() ? List.of(unreadable) : Diagnosis.told(guarded.issues(), guarded);
        }
    }

    boolean knows(String profile) {
        return validator.knows(profile);
    }

    /**
     * HAPI's parsers throw for some bodies that are far from FHIR, even a plain {@link Error}, and recurse through markup in
     * strings.
     */
    private static Issue unreadable(Guarded guarded, Throwable e) {
        if (e instanceof Error error && Parsed.isOfTheMachine(error)) {
            throw error;
        }
        // What they say may repeat the body, so it is not logged.
        LOG.warn("A body could not be read by HAPI: {} in {}", e.getClass().getName(), thrower(e));
        return Issue.error(
                GatewayError.NOT_FHIR,
                "The body cannot be read as a FHIR R4 "
                        + guarded.outline().rootType().orElse("resource")
                        + ". Check its structure, and the length and nesting of its values, with a FHIR validator.");
    }

    private Bundle parse(String text, WireFormat format) {
        return parse(Bundle.class, text, format);
    }

    private <T extends Resource> T parse(Class<T> type, String text, WireFormat format) {
        IParser parser = format.parser(fhir);
        parser.setParserErrorHandler(new StrictErrorHandler());
        // The ids in the message are the sender's; Linkway gives its own.
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return type.cast(type == Resource.class ? parser.parseResource(text) : parser.parseResource(type, text));
    }

    private List<Issue> notABundle(Guarded guarded, LinkwayProfile profile) {
        String send =
                "Send a Bundle of type '" + (profile == LinkwayProfile.DOOR_MESSAGE ? "message" : "transaction") + "'.";
        return notA("Bundle", guarded, send);
    }

    private List<Issue> notA(String wanted, Guarded guarded, String send) {
        List<Issue> notAResource = notAResource(guarded, send);
        String type = guarded.outline().rootType().orElse("");
        return notAResource.isEmpty() && !type.equals(wanted)
                ? List.of(Issue.error(GatewayError.INVALID, type, "The body is a " + type + ". " + send))
                : notAResource;
    }

    /**
     * Why a body is no resource of FHIR R4 at all; nothing if it is.
     *
     * @param send what is asked for, as a sentence
     */
    List<Issue> notAResource(Guarded guarded, String send) {
        Optional<String> type = guarded.outline().rootType();
        if (type.filter(fhir.getResourceTypes()::contains).isPresent()) {
            return List.of();
        }
        List<Issue> found = type.map(unknown -> List.of(UnknownContent.resourceType(unknown, unknown, fhir)))
                .orElse(guarded.issues());
        return found.isEmpty()
                ? List.of(
                        Issue.error(GatewayError.NOT_FHIR, "The body does not say which FHIR resource it is. " + send))
                : Diagnosis.told(found, guarded);
    }

    static Issue unsupported(String contentType) {
        return Issue.error(
                GatewayError.UNSUPPORTED_MEDIA_TYPE,
                (contentType == null ? "There is no Content-Type." : "The Content-Type is '" + contentType + "'.")
                        + " Send application/fhir+json or application/fhir+xml, in UTF-8.");
    }

    private static String thrower(Throwable e) {
        return e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0].toString();
    }
}
