package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.Hazard;
import org.linkway.fhir.terminology.NhsNumberStatus;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.Reading;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.Verification;

class ReferralMapperTest {
    private static final InboundRules RULES = new InboundRules(Set.of("A5T1", "a5t3"), false);
    private static final Optional<String> CORRELATION_ID = Optional.of("33333333-0000-4000-8000-000000000001");

    /** What comes of a Bundle that opens a referral, and all that its sender is told: by the door profile, and after it. */
    private record Expected(ReferralDraft referral, List<Issue> warnings) {}

    static Stream<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void translates(Fixture fixture) throws IOException {
        Reading reading = fixture.reading();
        Mapped<ReferralDraft> mapped = ReferralMapper.toModel(reading.bundle().orElseThrow(), RULES, CORRELATION_ID);

        if (mapped instanceof Mapped.Ok<ReferralDraft> ok) {
            List<Issue> warnings = Stream.concat(reading.issues().stream(), ok.warnings().stream())
                    .toList();
            fixture.expect("expected.json", ModelJson.of(new Expected(ok.value(), warnings)));
        } else {
            OperationOutcome outcome = IssueMapper.toFhir(((Mapped.Invalid<ReferralDraft>) mapped).issues());
            assertThat(TestFhir.faults(outcome)).isEmpty();
            fixture.expect("expected-outcome.json", TestFhir.json(outcome));
        }
    }

    @Test
    void letsAFailingNhsNumberThroughByTheTestSwitchAlone() {
        InboundRules testing = new InboundRules(Set.of(), true);

        Mapped<ReferralDraft> mapped = map("transaction/an-nhs-number-that-fails-its-check-digit", testing);

        assertThat(mapped)
                .isInstanceOfSatisfying(
                        Mapped.Ok.class,
                        ok -> assertThat(((Mapped.Ok<?>) ok).warnings())
                                .extracting(Issue::sentence)
                                .contains(
                                        "The NHS number fails its check digit (modulus 11). It is let through by this gateway's test"
                                                + " switch."));
    }

    @Test
    @Hazard("H1")
    void refusesAMessageOfWhichPartsAreAboutSomebodyElse() {
        assertThat(issues(map("transaction/flags-about-somebody-else", RULES)))
                .extracting(Issue::sentence)
                .hasSize(2)
                .allMatch(it -> it.startsWith("This is about somebody else than the Bundle's Patient."));
    }

    @Test
    @Hazard("H9")
    void readsThatAPersonCannotBeTelephoned() {
        assertThat(map("transaction/the-person-cannot-be-telephoned", RULES))
                .isInstanceOfSatisfying(
                        Mapped.Ok.class,
                        ok -> assertThat(((ReferralDraft) ok.value()).person().unusableChannels())
                                .containsExactly(ContactChannel.TELEPHONE));
    }

    @Test
    @Hazard("H1")
    void refusesOneDigitRepeatedEvenWithTheTestSwitch() {
        InboundRules testing = new InboundRules(Set.of(), true);

        assertThat(map("transaction/an-nhs-number-of-one-digit-repeated", testing))
                .isInstanceOf(Mapped.Invalid.class);
    }

    @Test
    void twoStatusesOfOneNhsNumberCountAsNone() {
        Bundle bundle = bundle("transaction/everything-that-a-referral-can-say");
        assertThat(verification(bundle)).isEqualTo(Verification.VERIFIED);

        bundle.getEntry().stream()
                .map(entry -> entry.getResource())
                .filter(Patient.class::isInstance)
                .flatMap(patient -> ((Patient) patient).getIdentifier().stream())
                .forEach(identifier -> List.copyOf(identifier.getExtensionsByUrl(NhsNumberStatus.EXTENSION))
                        .forEach(status -> identifier.addExtension(status.copy())));

        assertThat(verification(bundle)).isEqualTo(Verification.NOT_STATED);
    }

    private static Verification verification(Bundle bundle) {
        return ReferralMapper.toModel(bundle, RULES, CORRELATION_ID)
                .match((draft, warnings) -> draft.person().nhsNumberVerification(), issues -> {
                    throw new AssertionError(issues);
                });
    }

    @Test
    void saysThatNoUseCaseIsServedWhereNoneIsConfigured() {
        InboundRules none = new InboundRules(Set.of(), false);

        assertThat(issues(map("message/everything-that-a-message-can-say", none)))
                .extracting(Issue::sentence)
                .containsExactly(
                        "The use case 'A5T1' is not served here. None is: ask whoever runs this gateway to name"
                                + " those that are.");
    }

    @Test
    void repeatsNoNhsNumberInWhatItSays() {
        assertThat(issues(map("transaction/an-nhs-number-that-fails-its-check-digit", RULES)))
                .extracting(Issue::sentence)
                .noneMatch(sentence -> sentence.contains("9990000019"));
    }

    @Test
    void asksForTheSameWhenItIsReadAgain() {
        String fixture = "transaction/everything-that-a-referral-can-say";

        assertThat(map(fixture, RULES)).isEqualTo(map(fixture, RULES));
    }

    private static List<Issue> issues(Mapped<ReferralDraft> mapped) {
        return mapped.match((draft, warnings) -> warnings, issues -> issues).stream()
                .filter(issue -> !issue.warning())
                .toList();
    }

    private static Mapped<ReferralDraft> map(String fixture, InboundRules rules) {
        return ReferralMapper.toModel(bundle(fixture), rules, CORRELATION_ID);
    }

    private static Bundle bundle(String fixture) {
        return Fixture.named(fixture).reading().bundle().orElseThrow();
    }
}
