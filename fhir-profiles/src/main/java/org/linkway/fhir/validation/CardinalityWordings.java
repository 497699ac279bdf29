package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVALID;
import static org.linkway.fhir.validation.GatewayError.NOT_SUPPORTED;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of how many of an element there may be, sliced or not. */
final class CardinalityWordings {
    private static final Pattern COUNTED =
            Pattern.compile("^(\\S+): (?:minimum required|max allowed) = (\\d+), but (?:only )?found (\\d+)");
    private static final Pattern SLICE = Pattern.compile("^Slice '([^']+)'");
    private static final Pattern SLICED_BY = Pattern.compile("defined in the profile (\\S+?)(?:\\||\\s)");

    private final Slices slices;

    CardinalityWordings(Slices slices) {
        this.slices = slices;
    }

    Map<String, Wording> byId() {
        Wording tooFew = Wording.where(this::tooFew);
        Wording sliceMissing = Wording.where(this::sliceMissing);
        return Map.of(
                "Validation_VAL_Profile_Minimum",
                tooFew,
                "Validation_VAL_Profile_Maximum",
                Wording.where(this::tooMany),
                "Validation_VAL_Profile_Minimum_SLICE",
                sliceMissing,
                "Validation_VAL_Profile_Minimum_SLICE_EXT",
                sliceMissing,
                "Validation_VAL_Profile_NotSlice",
                this::noneOfThese,
                "Details_for__matching_against_Profile_",
                this::outsideTheProfile,
                "Profile_VAL_MissingElement",
                finding -> finding.issue(REQUIRED, finding.name() + " is missing. Add it."));
    }

    /** Of an element of this name below the finding's, which HAPI names by its path or by the id of its slice. */
    private record Counted(Finding child, Optional<String> sliceId, int bound, int found) {
        static Optional<Counted> in(Finding finding) {
            Matcher matcher = COUNTED.matcher(finding.text());
            return matcher.find()
                    ? Optional.of(new Counted(
                            below(finding, matcher.group(1)),
                            Optional.of(matcher.group(1)).filter(CardinalityWordings::namesASlice),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3))))
                    : Optional.empty();
        }
    }

    private static boolean namesASlice(String path) {
        return path.indexOf(':', path.lastIndexOf('.') + 1) >= 0;
    }

    private static Finding below(Finding parent, String path) {
        String name = path.substring(path.lastIndexOf('.') + 1).replaceAll(":.*|\\[x]", "");
        return parent.at(parent.expression() + "." + name);
    }

    private Optional<List<Issue>> tooFew(Finding finding) {
        return Counted.in(finding).map(counted -> {
            Finding child = counted.child();
            return child.issue(
                    REQUIRED,
                    counted.bound() == 1
                            ? called(counted) + " is missing. Add it."
                            : called(counted) + " stands here " + times(counted.found()) + ", and is needed at least "
                                    + times(counted.bound()) + ". Add what is missing.");
        });
    }

    private Optional<List<Issue>> tooMany(Finding finding) {
        return Counted.in(finding).map(counted -> {
            Finding child = counted.child();
            return child.issue(
                    INVALID,
                    counted.bound() == 0
                            ? called(counted) + " may not stand here. Leave it out."
                            : called(counted) + " stands here " + times(counted.found()) + ", and may stand "
                                    + times(counted.bound()) + " at most. Remove what is too many.");
        });
    }

    private Optional<List<Issue>> sliceMissing(Finding finding) {
        return finding.part(SLICE).map(sliceId -> {
            Finding child = below(finding, sliceId);
            return child.issue(REQUIRED, called(child, sliceId) + " is missing. Add it.");
        });
    }

    private List<Issue> noneOfThese(Finding finding) {
        List<String> allowed = finding.part(SLICED_BY)
                .map(profile -> slices.ofElement(profile, finding.name()))
                .orElse(List.of());
        return finding.issue(
                INVALID,
                "This " + finding.name() + " is none of those that may stand here"
                        + (allowed.isEmpty()
                                ? ""
                                : ", which are: "
                                        + String.join(
                                                "; ",
                                                allowed.stream()
                                                        .map(it -> "one " + it)
                                                        .toList()))
                        + ". Correct what tells them apart, or leave it out.");
    }

    /** That a slicing is open is no fault; what was meant as one of its slices may have missed it. */
    private List<Issue> outsideTheProfile(Finding finding) {
        if (finding.lastName().equals("entry")) {
            // A Bundle may bring more than its profile speaks of.
            return List.of();
        }
        return finding.part(SLICED_BY)
                .map(profile -> finding.issue(
                        NOT_SUPPORTED,
                        "This " + finding.name() + " is none of those that the profile " + profile
                                + " describes, and is not checked by it. Nothing is to be done, unless it was meant to be one of"
                                + " them."))
                .orElse(List.of());
    }

    private String called(Counted counted) {
        return counted.sliceId()
                .map(sliceId -> called(counted.child(), sliceId))
                .orElseGet(counted.child()::name);
    }

    private String called(Finding child, String sliceId) {
        return child.name()
                + child.profile()
                        .map(profile -> " " + slices.described(profile, sliceId))
                        .orElse("");
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
