package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.WireFormat;

class GpReferralTest {
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"(urn:uuid:[^\"]+)\"");

    private final GpReferral referral = GpReferral.of(new SyntheticPeople().next());

    @Test
    void everyReferenceLeadsToAnEntry() {
        assertThat(fullUrls(referral.transaction()))
                .doesNotHaveDuplicates()
                .containsAll(references(referral.transaction()));
        assertThat(fullUrls(referral.barsMessage()))
                .doesNotHaveDuplicates()
                .containsAll(references(referral.barsMessage()));
    }

    @Test
    void saysTheSameWhenAskedTwice() {
        assertThat(text(referral.transaction())).isEqualTo(text(referral.transaction()));
        assertThat(text(referral.barsMessage())).isEqualTo(text(referral.barsMessage()));
    }

    @Test
    void anotherReasonIsAllThatChanges() {
        assertThat(text(referral.because("Another reason.").transaction()))
                .isNotEqualTo(text(referral.transaction()))
                .contains("Another reason.");
        assertThat(fullUrls(referral.because("Another reason.").transaction()))
                .isEqualTo(fullUrls(referral.transaction()));
    }

    private static List<String> fullUrls(Bundle bundle) {
        return bundle.getEntry().stream().map(BundleEntryComponent::getFullUrl).toList();
    }

    private static List<String> references(Bundle bundle) {
        List<String> references = REFERENCE
                .matcher(text(bundle))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(references).hasSizeGreaterThan(5);
        return references;
    }

    private static String text(Bundle bundle) {
        return new String(FhirText.write(bundle, WireFormat.JSON), StandardCharsets.UTF_8);
    }
}
