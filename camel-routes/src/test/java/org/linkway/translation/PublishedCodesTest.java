package org.linkway.translation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayPackage;
import org.linkway.fhir.profile.PackagedResource;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.referral.ContactChannel;
import org.linkway.referral.Kebab;
import org.linkway.referral.OnwardKind;
import org.linkway.referral.OnwardOutcome;
import org.linkway.referral.OutcomeCode;
import org.linkway.referral.ReferrerType;
import org.linkway.referral.RejectionReason;
import org.linkway.referral.Risks;
import org.linkway.referral.Stage;
import org.linkway.referral.SupportNeedCode;

/** The code systems in Linkway's package say what the local model says. */
class PublishedCodesTest {

    static Stream<Arguments> withDisplays() {
        return Stream.of(
                argumentSet("stages", CodeSystems.LINKWAY_STAGE, displays(Stage.values(), Stage::code, Stage::display)),
                argumentSet(
                        "reasons to reject",
                        CodeSystems.LINKWAY_REJECTION_REASON,
                        displays(RejectionReason.values(), RejectionReason::code, RejectionReason::display)),
                argumentSet(
                        "outcomes",
                        CodeSystems.LINKWAY_OUTCOME,
                        displays(OutcomeCode.values(), OutcomeCode::code, OutcomeCode::display)),
                argumentSet(
                        "kinds of onward referral",
                        CodeSystems.LINKWAY_ONWARD_KIND,
                        displays(OnwardKind.values(), OnwardKind::code, OnwardKind::display)),
                argumentSet(
                        "outcomes of onward referrals",
                        CodeSystems.LINKWAY_ONWARD_OUTCOME,
                        displays(OnwardOutcome.values(), OnwardOutcome::code, OnwardOutcome::display)),
                argumentSet(
                        "support needs",
                        CodeSystems.LINKWAY_SUPPORT_NEED,
                        displays(SupportNeedCode.values(), SupportNeedCode::code, SupportNeedCode::display)));
    }

    @ParameterizedTest
    @MethodSource("withDisplays")
    void publishesTheCodesByTheirNames(String system, Map<String, String> model) {
        assertThat(published(system)).isEqualTo(model);
    }

    @Test
    void publishesTheKindsOfReferrer() {
        assertThat(codes("referrer-type")).isEqualTo(codes(ReferrerType.values(), ReferrerType::code));
    }

    @Test
    void publishesTheCategoriesOfFlags() {
        assertThat(codes("flag-category")).isEqualTo(codes(FlagCategory.values(), Kebab::of));
    }

    @Test
    void publishesTheStatementsAboutRisks() {
        assertThat(codes("risk-statement")).isEqualTo(codes(Risks.Statement.values(), Risks.Statement::code));
    }

    /** To be reached in person is to be visited, or to take part in person. */
    @Test
    void eachChannelCanBeSaidToWork() {
        Set<String> supportNeeds = codes("support-need");

        assertThat(ContactChannel.values())
                .allMatch(channel ->
                        supportNeeds.contains("by-" + channel.code()) || supportNeeds.contains(channel.code()));
    }

    private static Set<String> codes(String codeSystem) {
        return published(LinkwayPackage.CANONICAL + "/CodeSystem/" + codeSystem).keySet();
    }

    private static <E> Set<String> codes(E[] values, Function<E, String> code) {
        return displays(values, code, code).keySet();
    }

    private static <E> Map<String, String> displays(E[] values, Function<E, String> code, Function<E, String> display) {
        return Arrays.stream(values).collect(toMap(code, display));
    }

    private static Map<String, String> published(String system) {
        return LinkwayPackage.builtIn().resources().stream()
                .filter(it -> it.url().filter(system::equals).isPresent())
                .map(PackagedResource::parsed)
                .map(CodeSystem.class::cast)
                .flatMap(it -> it.getConcept().stream())
                .collect(toMap(ConceptDefinitionComponent::getCode, ConceptDefinitionComponent::getDisplay));
    }
}
