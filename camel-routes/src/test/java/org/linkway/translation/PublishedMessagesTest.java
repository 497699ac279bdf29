package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.fhir.profile.LinkwayProfile;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.TestReferrals;
import org.linkway.referral.Verification;

/** The example messages that NHS England publishes for BaRS get in; they are not ours to keep here, so they may be absent. */
class PublishedMessagesTest {
    private static final Path PUBLISHED = Path.of("../../shared/interop/bars");

    /** Their NHS number fails its check digit. */
    private static final InboundRules RULES = new InboundRules(Set.of("a5t1", "a5t3"), true);

    @ParameterizedTest
    @ValueSource(strings = {"REFREQ03", "REFREQ06"})
    void openReferralsAndAreEchoedAsConformingFhir(String name) throws IOException {
        Reading reading = TestFhir.READER.read(
                Files.readAllBytes(published(name)), WireFormat.XML.mediaType(), LinkwayProfile.DOOR_MESSAGE);
        assertThat(Issue.anyError(reading.issues())).isFalse();

        Mapped<ReferralDraft> mapped = ReferralMapper.toModel(reading.bundle().orElseThrow(), RULES, Optional.empty());

        assertThat(mapped).isInstanceOf(Mapped.Ok.class);
        Mapped.Ok<ReferralDraft> ok = (Mapped.Ok<ReferralDraft>) mapped;
        assertThat(ok.value().person().nhsNumberVerification()).isEqualTo(Verification.VERIFIED);
        assertThat(ok.value().person().name().family()).isPresent();
        assertThat(ok.value().referrer().practitioner()).isPresent();
        assertThat(ok.value().conversation().journeyId()).isPresent();
        assertThat(ok.value().conversation().replyTo()).isPresent();
        assertThat(faultsOfEcho(reading, ok)).isEmpty();
    }

    private static List<String> faultsOfEcho(Reading reading, Mapped.Ok<ReferralDraft> ok) {
        Referral referral = TestReferrals.opened(ok.value());
        Admission admission = new Admission(TestFhir.CONTEXT, reading, UUID::randomUUID);
        return TestFhir.faults(TestFhir.text(admission.answer(referral, ok.warnings(), WireFormat.JSON))).stream()
                // They came with a language of UK Core's code system, which base FHIR does not list.
                .filter(fault -> !fault.contains("UKCore-HumanLanguage"))
                .toList();
    }

    private static Path published(String name) throws IOException {
        assumeTrue(Files.isDirectory(PUBLISHED), "the published BaRS messages are not beside this project");
        try (Stream<Path> files = Files.list(PUBLISHED)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
