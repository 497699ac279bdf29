package org.linkway.fhir.validation;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which findings come only from another one, and are no news to the sender: a table of what follows what, and where. */
final class Followers {

    /** Something that would be told: the id of its message (empty for the form of JSON and XML), and what would be said. */
    record Said(String id, Issue issue) {
        String place() {
            return issue.expression().orElse("");
        }
    }

    /** Where a cause stands, seen from what follows from it. */
    private enum Place implements BiPredicate<String, String> {
        HERE {
            @Override
            public boolean test(String follower, String cause) {
                return follower.equals(cause);
            }
        },
        HERE_OR_WITHIN {
            @Override
            public boolean test(String follower, String cause) {
                return isWithin(cause, follower);
            }
        },
        HERE_OR_AROUND {
            @Override
            public boolean test(String follower, String cause) {
                return isWithin(follower, cause);
            }
        },
        /** In the same resource, contained ones included. */
        IN_THE_RESOURCE {
            @Override
            public boolean test(String follower, String cause) {
                return resource(follower).equals(resource(cause));
            }
        },
        AT_THE_TYPE_OF_THE_BUNDLE {
            @Override
            public boolean test(String follower, String cause) {
                return cause.equals("Bundle.type");
            }
        },
        ANYWHERE {
            @Override
            public boolean test(String follower, String cause) {
                return true;
            }
        };

        private static final Pattern OF_A_RESOURCE =
                Pattern.compile("^(Bundle\\.entry\\[\\d+]\\.resource|[A-Z]\\w*).*");

        private static boolean isWithin(String inner, String outer) {
            return inner.startsWith(outer)
                    && (inner.length() == outer.length() || ".[".indexOf(inner.charAt(outer.length())) >= 0);
        }

        private static String resource(String expression) {
            return OF_A_RESOURCE.matcher(expression).replaceFirst("$1");
        }
    }

    private record Follows(Pattern follower, Place place, Pattern cause) {
        /** The followers among them. Their ids are looked at once for each, because a body can have thousands of faults. */
        Stream<Said> among(List<Said> all) {
            List<Said> followers = matching(follower, all);
            List<Said> causes = followers.isEmpty() ? List.of() : matching(cause, all);
            return followers.stream().filter(said -> causes.stream().anyMatch(other -> follows(said, other)));
        }

        private static List<Said> matching(Pattern pattern, List<Said> all) {
            return all.stream()
                    .filter(said -> pattern.matcher(said.id()).matches())
                    .toList();
        }

        private boolean follows(Said said, Said other) {
            // What refuses is never dropped for what does not.
            return other.issue().severity().compareTo(said.issue().severity()) <= 0
                    && place.test(said.place(), other.place())
                    && !other.equals(said);
        }
    }

    private static final String FORM = "";
    private static final String ANY = ".*";
    private static final String RULES = "http://hl7.org/fhir/StructureDefinition/";
    private static final String MISSING = "Validation_VAL_Profile_Minimum.*";

    private static final List<Follows> TABLE = List.of(
            follows(RULES + "Element#ele-1", Place.HERE_OR_WITHIN, ANY),
            follows(RULES + "Bundle#bdl-\\d+", Place.AT_THE_TYPE_OF_THE_BUNDLE, ANY),
            // What cannot be read counts as not there.
            follows(MISSING, Place.HERE, FORM),
            follows("Validation_VAL_Profile_Maximum", Place.HERE, FORM),
            follows(RULES + "Extension#ext-1", Place.HERE_OR_WITHIN, FORM),
            follows("Extension_EXT_Unknown", Place.HERE_OR_WITHIN, ANY),
            follows("Type_Specific_Checks.*", Place.HERE_OR_AROUND, "ILLEGAL_PROPERTY"),
            follows("Validation_VAL_Profile_Minimum", Place.HERE, "Validation_VAL_Profile_Minimum_SLICE.*"),
            follows("Validation_VAL_Profile_Minimum", Place.HERE, "Extension_EXT_Url_NotFound"),
            // A value that is none is in no value set.
            follows(
                    "Terminology_.*",
                    Place.HERE,
                    "Type_Specific_Checks_DT_(Code_WS|Primitive_NotEmpty|Primitive_ValueExt)|" + FORM),
            follows("Type_Specific_Checks_DT_Primitive_ValueExt|Terminology_.*", Place.HERE, FORM),
            follows("Terminology_PassThrough_TX_Message", Place.HERE, "Terminology_TX_.*"),
            follows("_DT_Fixed_Wrong|TYPE_CHECKS_PATTERN_CC.*", Place.HERE, "Terminology_TX_NoValid.*"),
            follows("_DT_Fixed_Wrong", Place.HERE_OR_AROUND, "EXT_VER_URL_NOT_ALLOWED"),
            // An element of the wrong type has the wrong parts.
            follows(
                    "Validation_VAL_Profile_NotAllowed|Type_Specific_Checks.*",
                    Place.HERE_OR_AROUND,
                    "Extension_(PROF|EXT)_Type"),
            follows("Reference_REF_NoDisplay", Place.HERE_OR_WITHIN, ANY),
            // HAPI resolves a reference in more ways than one.
            follows("Reference_REF_CantResolve|.*#ref-1", Place.IN_THE_RESOURCE, "Resource_RES_ID_.*"),
            follows(
                    "CONTAINED_ORPHAN_DOM3",
                    Place.IN_THE_RESOURCE,
                    "Reference_REF_CantResolve|.*#dom-2|Resource_RES_ID_.*|RESOURCE_DUPLICATE_CONTAINED_ID"),
            follows("Bundle_BUNDLE_MultipleMatches", Place.ANYWHERE, RULES + "Bundle#bdl-7"),
            follows("Bundle_BUNDLE_Not_Local", Place.HERE, "Bundle_BUNDLE_Entry_NotFound"),
            follows(
                    "BUNDLE_BUNDLE_ENTRY_REVERSE_MSG|Bundle_BUNDLE_Entry_Orphan_MESSAGE",
                    Place.ANYWHERE,
                    RULES + "Bundle#bdl-12|Bundle_BUNDLE_Entry_NotFound"),
            // Narrative: the first fault that can be named stands for the rules.
            follows(".*#txt-[12]", Place.HERE, "XHTML_.*|" + FORM),
            follows("XHTML_XHTML_(Attribute|Element)_Illegal", Place.HERE, "XHTML_XHTML_Name_Invalid"),
            follows("XHTML_XHTML_Attribute_Illegal", Place.HERE, "XHTML_XHTML_Element_Illegal"));

    private Followers() {}

    private static Follows follows(String follower, Place place, String cause) {
        return new Follows(Pattern.compile(follower), place, Pattern.compile(cause));
    }

    /** What is left without followers, in the same order. */
    static List<Said> without(List<Said> all) {
        Set<Said> followers = TABLE.stream().flatMap(row -> row.among(all)).collect(Collectors.toSet());
        return all.stream().filter(said -> !followers.contains(said)).toList();
    }
}
