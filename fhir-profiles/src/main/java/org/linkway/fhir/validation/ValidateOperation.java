package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.Issue.Severity;
import org.linkway.fhir.validation.WireGuard.Guarded;

/**
 * {@code $validate} of FHIR R4: checks a resource by the validator that guards the doors, and tells everything, also what the
 * doors let pass in silence. Nothing is kept.
 */
public final class ValidateOperation {
    private static final Set<String> MODES = Set.of("create", "update", "delete", "profile");
    private static final Map<String, LinkwayProfile> DOORS =
            Map.of("transaction", LinkwayProfile.DOOR_TRANSACTION, "message", LinkwayProfile.DOOR_MESSAGE);

    private final FhirReader reader;

    public ValidateOperation(FhirReader reader) {
        this.reader = reader;
    }

    /**
     * What the address of the request says.
     *
     * @param type that the resource has to be of
     * @param id that an update has to have
     * @param profiles canonical URLs
     */
    public record Asked(Optional<String> type, Optional<String> id, List<String> profiles, Optional<String> mode) {}

    /** What came of it. */
    public sealed interface Result {
        List<Issue> issues();
    }

    /** The request itself is wrong, and nothing was checked. */
    public record Refused(List<Issue> issues) implements Result {}

    /**
     * The resource was checked.
     *
     * @param type of the resource
     * @param profiles by which it was checked beside FHIR R4 and those that it declares
     */
    public record Checked(List<Issue> issues, String type, List<String> profiles) implements Result {
        /** Whether there is neither an error nor a warning. */
        public boolean allIsWell() {
            return issues.stream().allMatch(issue -> issue.severity() == Severity.INFORMATION);
        }
    }

    /**
     * Never throws for what is in the body.
     *
     * @param body a resource, or Parameters with {@code resource}, {@code profile} and {@code mode}
     * @param contentType as in the request; null where there was none
     */
    public Result validate(byte[] body, String contentType, Asked asked) {
        Optional<WireFormat> format = WireFormat.ofContentType(contentType);
        if (format.isEmpty()) {
            return refused(FhirReader.unsupported(contentType));
        }
        Guarded guarded = reader.guarded(body, format.get());
        if (!guarded.isReadable()) {
            return new Refused(guarded.issues());
        }
        if (!guarded.outline().rootType().equals(Optional.of("Parameters"))) {
            return validate(guarded, asked);
        }
        ValidateParameters parameters = ValidateParameters.of(guarded.text(), format.get());
        Asked altogether = new Asked(
                asked.type(),
                asked.id(),
                Stream.concat(asked.profiles().stream(), parameters.profiles().stream())
                        .distinct()
                        .toList(),
                asked.mode().or(parameters::mode));
        return parameters
                .resource()
                .map(resource -> validate(reader.guarded(resource, format.get()), altogether))
                .orElseGet(() -> withoutResource(altogether));
    }

    private Result validate(Guarded guarded, Asked asked) {
        List<Issue> notAResource = reader.notAResource(guarded, "Send it with its resourceType.");
        if (!notAResource.isEmpty()) {
            return new Refused(notAResource);
        }
        String type = guarded.outline().rootType().orElseThrow();
        List<Issue> wrongRequest = wrongRequest(type, asked);
        if (!wrongRequest.isEmpty()) {
            return new Refused(wrongRequest);
        }
        Map<String, String> values = RootValues.of(guarded.text(), guarded.format());
        List<String> profiles = profiles(type, values, asked);
        List<Issue> issues = new ArrayList<>(reader.everythingIn(guarded, profiles));
        issues.addAll(ofMode(type, values, asked));
        return new Checked(issues, type, profiles);
    }

    /** As at the doors, where nothing else is asked for. */
    private static List<String> profiles(String type, Map<String, String> values, Asked asked) {
        Optional<LinkwayProfile> door = Optional.ofNullable(values.get("type"))
                .filter(bundleType -> type.equals("Bundle"))
                .map(DOORS::get);
        return asked.profiles().isEmpty()
                ? door.map(LinkwayProfile::url).map(List::of).orElse(List.of())
                : asked.profiles();
    }

    private List<Issue> wrongRequest(String type, Asked asked) {
        List<Issue> issues = new ArrayList<>(wrongMode(asked));
        asked.type()
                .filter(expected -> !expected.equals(type))
                .map(expected -> Issue.error(
                        GatewayError.INVALID,
                        type,
                        "The body is a " + type + ", and the address asks for a " + expected + ". Send it to /fhir/"
                                + type + "/$validate."))
                .ifPresent(issues::add);
        asked.profiles().stream()
                .filter(profile -> !reader.knows(profile))
                .map(profile -> Issue.error(
                        GatewayError.NOT_SUPPORTED,
                        "The profile '" + Excerpt.of(profile)
                                + "' is not held here, so nothing can be checked by it. Correct its canonical URL, or ask for its"
                                + " FHIR package to be mounted here."))
                .forEach(issues::add);
        return issues;
    }

    private static List<Issue> wrongMode(Asked asked) {
        return asked.mode()
                .filter(mode -> !MODES.contains(mode))
                .map(mode -> List.of(Issue.error(
                        GatewayError.VALUE,
                        "The mode is '" + Excerpt.of(mode) + "'. Send create, update, delete or profile, or none.")))
                .orElse(List.of());
    }

    private static Result withoutResource(Asked asked) {
        List<Issue> wrongMode = wrongMode(asked);
        if (!wrongMode.isEmpty()) {
            return new Refused(wrongMode);
        }
        return isDelete(asked)
                ? new Checked(List.of(noDelete()), asked.type().orElse("resource"), List.of())
                : refused(Issue.error(
                        GatewayError.REQUIRED,
                        "There is no resource to be checked. Send it as the body, or as the parameter 'resource' of a"
                                + " Parameters."));
    }

    /** What an interaction asks for beside what a profile does. */
    private static List<Issue> ofMode(String type, Map<String, String> values, Asked asked) {
        if (isDelete(asked)) {
            return List.of(noDelete());
        }
        Optional<String> id = Optional.ofNullable(values.get("id"));
        if (!asked.mode().equals(Optional.of("update"))) {
            return List.of();
        }
        if (id.isEmpty()) {
            return List.of(Issue.error(
                    GatewayError.REQUIRED, type + ".id", type + ".id is missing, and an update needs it. Add it."));
        }
        return asked.id().isEmpty() || asked.id().equals(id)
                ? List.of()
                : List.of(Issue.error(
                        GatewayError.INVALID,
                        type + ".id",
                        type + ".id is not the id in the address. Correct one of them."));
    }

    private static boolean isDelete(Asked asked) {
        return asked.mode().equals(Optional.of("delete"));
    }

    private static Issue noDelete() {
        return Issue.error(
                GatewayError.NOT_SUPPORTED,
                "Nothing can be deleted here. A referral ends by cancellation, which keeps what was done.");
    }

    private static Refused refused(Issue issue) {
        return new Refused(List.of(issue));
    }
}
