package org.linkway.fhir.validation;

import static org.linkway.fhir.validation.GatewayError.INVARIANT;
import static org.linkway.fhir.validation.GatewayError.REQUIRED;
import static org.linkway.fhir.validation.GatewayError.UNRESOLVED_REFERENCE;
import static org.linkway.fhir.validation.GatewayError.VALUE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.linkway.fhir.validation.Entries.Entry;

/** Of Bundles and their entries, with the entry where HAPI names the Bundle alone, or another entry. */
final class BundleWordings {
    private static final String BUNDLE = "http://hl7.org/fhir/StructureDefinition/Bundle#";
    private static final Set<String> WITH_REQUESTS = Set.of("transaction", "batch", "history");
    private static final Pattern QUOTED_URL = Pattern.compile("(?:[Ff]ullUrl|Entry|not) '([^']*)'|\\(not '([^']*)'\\)");

    private static final Pattern NOT_FOUND = Pattern.compile("find '([^']*)'");

    private BundleWordings() {}

    static Map<String, Wording> byId() {
        Map<String, Wording> wordings = new LinkedHashMap<>();
        wordings.put(
                BUNDLE + "bdl-1",
                finding -> finding.at("Bundle.total")
                        .issue(INVARIANT, "Bundle.total stands in search results and histories alone. Leave it out."));
        wordings.put(BUNDLE + "bdl-2", each("search", (entry, bundle) -> surplus(entry, "search", bundle)));
        wordings.put(BUNDLE + "bdl-3", BundleWordings::request);
        wordings.put(BUNDLE + "bdl-4", each("response", (entry, bundle) -> surplus(entry, "response", bundle)));
        wordings.put(BUNDLE + "bdl-7", BundleWordings::sameFullUrl);
        wordings.put(BUNDLE + "bdl-12", BundleWordings::noHeader);
        wordings.put("Validation_BUNDLE_Message", BundleWordings::noHeader);
        Wording noFullUrl = finding -> finding.at(finding.expression() + ".fullUrl")
                .issue(REQUIRED, finding.expression() + ".fullUrl is missing. Add it, as urn:uuid: and a UUID.");
        // R4 asks for full URLs of some entries only; a reference that leads nowhere is found in translation.
        wordings.put("Bundle_BUNDLE_Entry_NoFullUrl", noFullUrl.tolerated());
        wordings.put("BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED", noFullUrl);
        wordings.put("BUNDLE_ENTRY_URL_ABSOLUTE", ofFullUrl("no absolute URL. Write it as urn:uuid: and a UUID."));
        wordings.put(
                "BUNDLE_ENTRY_URL_MATCHES_NO_ID",
                ofFullUrl(
                        "an address on a server, and the resource has no id. Send its id, or write fullUrl as urn:uuid: and a UUID."));
        wordings.put(
                "BUNDLE_ENTRY_URL_MATCHES_TYPE_ID",
                ofFullUrl(
                        "an address on a server, and does not end in the type and the id of the resource. Correct one of them."));
        wordings.put("Bundle_BUNDLE_Entry_NotFound", BundleWordings::focusNotFound);
        Wording unreachable = BundleWordings::unreachable;
        wordings.put("Bundle_BUNDLE_Entry_Orphan_MESSAGE", unreachable);
        wordings.put("BUNDLE_BUNDLE_ENTRY_REVERSE_MSG", unreachable);
        return wordings;
    }

    /** An issue for each entry that has this part. */
    private static Wording each(String part, BiFunction<Entry, Entries, String> sentence) {
        return finding -> {
            Entries entries = finding.surroundings().entries();
            return entries.all().stream()
                    .filter(entry -> entry.parts().contains(part))
                    .flatMap(entry ->
                            finding
                                    .at(entry.path() + "." + part)
                                    .issue(INVARIANT, sentence.apply(entry, entries))
                                    .stream())
                    .toList();
        };
    }

    private static String surplus(Entry entry, String part, Entries bundle) {
        return entry.path() + "." + part + " may not stand in a Bundle of type '" + Excerpt.of(bundle.bundleType())
                + "'. Leave it out.";
    }

    private static List<Issue> request(Finding finding) {
        Entries entries = finding.surroundings().entries();
        if (!WITH_REQUESTS.contains(entries.bundleType())) {
            return each("request", (entry, bundle) -> surplus(entry, "request", bundle))
                    .of(finding);
        }
        return entries.all().stream()
                .filter(entry -> !entry.parts().contains("request"))
                .flatMap(entry -> finding
                        .at(entry.path() + ".request")
                        .issue(
                                REQUIRED,
                                entry.path() + ".request is missing. Add its method and url, as in POST and "
                                        + (entry.type().isEmpty() ? "Task" : Excerpt.of(entry.type())) + ".")
                        .stream())
                .toList();
    }

    private static List<Issue> sameFullUrl(Finding finding) {
        Map<String, Entry> first = new HashMap<>();
        List<Issue> issues = new ArrayList<>();
        for (Entry entry : finding.surroundings().entries().all()) {
            Entry before = entry.fullUrl().isEmpty() ? null : first.putIfAbsent(entry.fullUrl(), entry);
            if (before != null) {
                issues.addAll(finding.at(entry.path() + ".fullUrl")
                        .issue(
                                INVARIANT,
                                entry.path() + ".fullUrl is that of " + before.path()
                                        + ", so a reference to it could mean either. Give each entry its own."));
            }
        }
        return issues;
    }

    private static List<Issue> noHeader(Finding finding) {
        Entries entries = finding.surroundings().entries();
        boolean elsewhere =
                entries.all().stream().anyMatch(entry -> entry.type().equals("MessageHeader"));
        return finding.at(entries.first().map(Entry::path).orElse("Bundle"))
                .issue(
                        REQUIRED,
                        "A message begins with its MessageHeader. "
                                + (elsewhere ? "Put it into the first entry." : "Add it as the first entry."));
    }

    private static Wording ofFullUrl(String whatAndRemedy) {
        return finding -> {
            Optional<Entry> entry = entry(finding);
            Finding place = finding.at(entry.map(Entry::path).orElse("Bundle.entry") + ".fullUrl");
            return place.issue(
                    VALUE,
                    entry.map(it -> it.path() + ".fullUrl is '" + Excerpt.of(it.fullUrl()) + "', which is ")
                                    .orElse("A fullUrl is ")
                            + whatAndRemedy);
        };
    }

    private static Optional<Entry> entry(Finding finding) {
        return finding.part(QUOTED_URL).flatMap(finding.surroundings().entries()::byFullUrl);
    }

    private static List<Issue> focusNotFound(Finding finding) {
        if (finding.expression().equals("Bundle")) {
            // Said again of the Bundle, for each reference that is followed from the header.
            return List.of();
        }
        // HAPI counts entries from 1 here; it looks only at the first.
        String element = finding.expression().replaceFirst("^Bundle\\.entry\\[\\d+]", "Bundle.entry[0]");
        Finding place = finding.at(element);
        return place.issue(
                UNRESOLVED_REFERENCE,
                place.nameWith(
                        finding.part(NOT_FOUND),
                        "the fullUrl of no entry. Send what it refers to in this Bundle, or correct it."));
    }

    private static List<Issue> unreachable(Finding finding) {
        return entry(finding)
                .map(entry -> finding.at(entry.path())
                        .issue(
                                INVARIANT,
                                "Nothing leads from the MessageHeader to " + entry.path()
                                        + ". Leave it out if it is not needed."))
                .orElse(List.of());
    }
}
