package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.conformance.blackbox.CampaignJudge.Told;
import org.linkway.conformance.blackbox.CampaignLife.PlannedEntry;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.blackbox.CampaignPlan.Registered;
import org.linkway.conformance.blackbox.CampaignTurn.Kind;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.MeshFate;
import org.linkway.conformance.partner.SyntheticPeople;

/** The books of a campaign notice what it is waged to find. */
class CampaignJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ELSEWHERE = "9990000018";

    private CampaignPractice home = CampaignPractice.NORTH;
    private CampaignLife life = CampaignLife.WORKED_THROUGH;
    private CampaignTurn turn = CampaignTurn.none();
    private Registered registered = Registered.ONCE;
    private Set<String> turnedAway = Set.of();
    private boolean parkedWithAnOwner = true;
    private final List<Arrived> arrived = new ArrayList<>();

    @Test
    void findsNothingWrongWithWhatStandsAsItShould() {
        for (PlannedEntry entry : List.of(code(), measure(), words())) {
            assertThat(faults("filed", entry, it -> {})).isEmpty();
            arrived.clear();
        }
    }

    @Test
    void noticesWhatIsMissing() {
        assertThat(judged("filed", code())).singleElement().asString().contains("practices have: []");
    }

    @Test
    void noticesWhatStandsTwice() {
        arrive(code(), it -> it.identity = "another");
        assertThat(faults("filed", code(), it -> {})).anyMatch(it -> it.contains("2 times"));
    }

    @Test
    void noticesWhatStandsAtTwoPractices() {
        turn = moves(2);
        arrive(code(), it -> it.at = CampaignPractice.SOUTH);
        assertThat(faults("filed", code(), it -> {})).anyMatch(it -> it.contains("2 times"));
    }

    @Test
    void noticesADroppedCodeThatIsCalledFiled() {
        assertThat(faults("filed", code(), it -> it.codes = Set.of())).isNotEmpty();
        arrived.clear();
        assertThat(faults("text-only", code(), it -> it.codes = Set.of())).isEmpty();
        arrived.clear();
        assertThat(faults("text-only", code(), it -> {})).isNotEmpty();
    }

    @Test
    void noticesAnotherCode() {
        assertThat(faults("filed", code(), it -> it.codes = Set.of("871711000000103")))
                .anyMatch(it -> it.contains("has the codes"));
    }

    @Test
    void noticesAnotherDate() {
        assertThat(faults("filed", code(), it -> it.date = it.date.map(at -> at.plus(Duration.ofMinutes(1)))))
                .singleElement()
                .asString()
                .contains("has the date");
    }

    @Test
    void noticesAnotherScoreAndNoScore() {
        assertThat(faults("filed", measure(), it -> it.value = Optional.of(new BigDecimal("7"))))
                .singleElement()
                .asString()
                .contains("has the value");
        arrived.clear();
        assertThat(faults("filed", measure(), it -> it.value = Optional.empty()))
                .isNotEmpty();
    }

    @Test
    void noticesOtherWords() {
        assertThat(faults("filed", words(), it -> it.words = "Somebody else's (card 2/7, line 4)"))
                .anyMatch(it -> it.contains("words that nobody told"));
    }

    @Test
    void noticesWordsThatWereCutShort() {
        ObjectNode said = said("filed", words());
        said.put(
                "narrative",
                "Actions for the GP: None\nMore than that.\n"
                        + said.get("narrative").asText());
        arrive(words(), it -> {});
        assertThat(new CampaignJudge(arrived, Set.of()).faults(told(words(), said)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(CampaignPractice.class)
    void noticesAnotherPerson(CampaignPractice practice) {
        home = practice;
        String status = practice.isBy(CampaignPractice.Channel.FHIR) ? "filed" : "delivered";
        assertThat(faults(status, code(), it -> {})).isEmpty();
        arrived.clear();
        assertThat(faults(status, code(), it -> it.nhsNumber = ELSEWHERE))
                .singleElement()
                .asString()
                .contains("another person");
    }

    @ParameterizedTest
    @EnumSource(CampaignPractice.class)
    void noticesAPracticeForWhichItWasNotMeant(CampaignPractice practice) {
        home = practice == CampaignPractice.NORTH ? CampaignPractice.SOUTH : CampaignPractice.NORTH;
        assertThat(faults("filed", code(), it -> it.at = practice))
                .anyMatch(it -> it.contains("for which it was not meant"));
    }

    @Test
    void noticesWhatCameToTheFormerPracticeAfterTheMove() {
        turn = moves(1);
        assertThat(faults("filed", code(), it -> {})).anyMatch(it -> it.contains("for which it was not meant"));
        arrived.clear();
        turn = moves(2);
        assertThat(faults("filed", code(), it -> {})).isEmpty();
    }

    @Test
    void noticesWhatWasWrittenUnderASupersededNumber() {
        turn = new CampaignTurn(Kind.HAS_A_NEW_NUMBER, 0, Optional.empty());
        assertThat(faults("filed", code(), it -> {})).isEmpty();
        arrived.clear();
        PlannedReferral planned = planned();
        assertThat(faults("filed", code(), it -> it.nhsNumber = planned.sentNumber()))
                .anyMatch(it -> it.contains("another person"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"IS_RESTRICTED", "LOSES_THE_NUMBER", "HAS_ANOTHERS_NUMBER"})
    void noticesWhatWentAlthoughItWasToStop(Kind stop) {
        turn = new CampaignTurn(stop, 1, Optional.empty());
        assertThat(faults("filed", code(), it -> {})).anyMatch(it -> it.contains("although " + stop));
        arrived.clear();
        assertThat(judged("parked", code())).isEmpty();
    }

    @Test
    void noticesWhatIsParkedForNoReason() {
        assertThat(judged("parked", code())).anyMatch(it -> it.contains("can only be one of"));
        registered = Registered.TWICE;
        assertThat(judged("parked", code())).isEmpty();
    }

    @Test
    void noticesWhatIsParkedWithoutAWord() {
        registered = Registered.NEVER;
        ObjectNode said = said("parked", code()).put("explanation", "");
        assertThat(new CampaignJudge(arrived, Set.of()).faults(told(code(), said)))
                .singleElement()
                .asString()
                .contains("does not say why");
    }

    @Test
    void noticesWhatIsParkedAndNobodysTurn() {
        registered = Registered.NEVER;
        parkedWithAnOwner = false;
        assertThat(judged("parked", code())).singleElement().asString().contains("nobody's turn");
    }

    @Test
    void noticesWhatIsParkedAndStandsThere() {
        registered = Registered.TWICE;
        assertThat(faults("parked", code(), it -> {})).anyMatch(it -> it.contains("and a practice has it"));
    }

    @Test
    void noticesWhatIsRefusedThoughNobodyRefusedIt() {
        assertThat(judged("refused", code())).isNotEmpty();
        turnedAway = Set.of(ArrivedDraft.ENTRY);
        assertThat(judged("refused", code())).isNotEmpty();
        home = CampaignPractice.BY_DOCUMENT;
        assertThat(judged("refused", code())).isEmpty();
        assertThat(faults("refused", code(), it -> {})).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "sent", "already-there", "cancelled"})
    void noticesWhatIsStillOnItsWayOrStandsAsNothingThatWasPlanned(String status) {
        assertThat(judged(status, code())).isNotEmpty();
    }

    @Test
    void noticesWordsThatWereCorrectedAndStandAsBefore() {
        life = CampaignLife.CORRECTED_LATER;
        assertThat(faults("amended", corrected(), it -> it.rewritten = true)).isEmpty();
        arrived.clear();
        assertThat(faults("amended", corrected(), it -> {
                    it.rewritten = true;
                    it.words = corrected().wordsBefore().orElseThrow();
                }))
                .isNotEmpty();
        arrived.clear();
        assertThat(faults("amended", corrected(), it -> {}))
                .anyMatch(it -> it.contains("nothing was ever written over"));
    }

    @Test
    void noticesWhatIsRetractedAndStillStands() {
        life = CampaignLife.MISTAKEN_LATER;
        assertThat(faults("retracted", code(), it -> it.enteredInError = true)).isEmpty();
        arrived.clear();
        assertThat(faults("retracted", code(), it -> {})).anyMatch(it -> it.contains("is retracted, and"));
        arrived.clear();
        assertThat(faults("filed", code(), it -> {})).anyMatch(it -> it.contains("can only be one of"));
    }

    @Test
    void noticesWhatWasDeliveredAndIsCalledRetracted() {
        life = CampaignLife.MISTAKEN_LATER;
        home = CampaignPractice.BY_DOCUMENT;
        assertThat(faults("parked", code(), it -> {})).isEmpty();
        arrived.clear();
        assertThat(faults("retracted", code(), it -> {})).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CampaignPractice.class,
            names = {"BY_DOCUMENT", "BY_MESSAGE", "BY_READING"})
    void noticesWhatIsDeliveredTwiceOrNeverOrCalledFiled(CampaignPractice practice) {
        home = practice;
        assertThat(judged("delivered", words())).anyMatch(it -> it.contains("has it 0 times"));
        arrive(words(), it -> it.identity = "another");
        assertThat(faults("delivered", words(), it -> {})).anyMatch(it -> it.contains("has it 2 times"));
        arrived.clear();
        assertThat(faults("filed", words(), it -> {})).anyMatch(it -> it.contains("can only be one of"));
    }

    @Test
    void countsEachEditionForItself() {
        life = CampaignLife.CORRECTED_LATER;
        home = CampaignPractice.BY_MESSAGE;
        arrive(corrected(), it -> {
            it.identity = "the first edition";
            it.words = corrected().wordsBefore().orElseThrow();
        });
        assertThat(faults("delivered", corrected(), it -> {})).isEmpty();
        arrive(corrected(), it -> {
            it.identity = "the first edition again";
            it.words = corrected().wordsBefore().orElseThrow();
        });
        assertThat(judged("delivered", corrected())).anyMatch(it -> it.contains("2 earlier ones"));
    }

    @Test
    void noticesADocumentThatWasNeverAcknowledged() {
        home = CampaignPractice.BY_DOCUMENT;
        assertThat(faults("delivered", code(), it -> it.fate = Optional.of(MeshFate.NOT_DELIVERED)))
                .anyMatch(it -> it.contains("never acknowledged"));
        assertThat(judged("parked", code())).isEmpty();
        arrived.clear();
        assertThat(faults("parked", code(), it -> {})).anyMatch(it -> it.contains("can only be one of"));
    }

    @Test
    void leavesOpenWhichWordOfADocumentAndItsCopyIsReadFirst() {
        home = CampaignPractice.BY_DOCUMENT;
        turnedAway = Set.of(ArrivedDraft.ENTRY);
        assertThat(faults("parked", code(), it -> {})).isEmpty();
        assertThat(judged("delivered", code())).isEmpty();
    }

    @Test
    void noticesWhatWentThoughTheDeathWasKnown() {
        life = CampaignLife.DIED;
        turn = new CampaignTurn(Kind.DIES, 1, Optional.empty());
        assertThat(judged("planned", code())).isEmpty();
        assertThat(faults("sent", code(), it -> {})).anyMatch(it -> it.contains("although DIES"));
    }

    private static CampaignTurn moves(int before) {
        return new CampaignTurn(Kind.MOVES, before, Optional.of(CampaignPractice.SOUTH));
    }

    /** Of the event {@code seen}, the second of each life. */
    private PlannedEntry code() {
        return planned().events().get(1).entries().get(0);
    }

    private PlannedEntry measure() {
        return planned().events().get(3).entries().get(0);
    }

    private PlannedEntry words() {
        return planned().events().get(5).entries().get(0);
    }

    private PlannedEntry corrected() {
        return planned().events().get(3).entries().get(0);
    }

    private PlannedReferral planned() {
        SyntheticPeople people = new SyntheticPeople(1);
        return new PlannedReferral(
                GpReferral.of(people.next(), "1"),
                "request",
                home,
                registered,
                people.next().nhsNumber(),
                turn,
                life,
                life.events("1/1", new Random(1), NOW));
    }

    private void arrive(PlannedEntry entry, Consumer<ArrivedDraft> otherwise) {
        ArrivedDraft draft = new ArrivedDraft(planned(), entry);
        otherwise.accept(draft);
        arrived.add(draft.done());
    }

    /** What is wrong where it has come so, beside what came before. */
    private List<String> faults(String status, PlannedEntry entry, Consumer<ArrivedDraft> otherwise) {
        arrive(entry, otherwise);
        return judged(status, entry);
    }

    private List<String> judged(String status, PlannedEntry entry) {
        return new CampaignJudge(arrived, turnedAway).faults(told(entry, said(status, entry)));
    }

    private Told told(PlannedEntry entry, JsonNode said) {
        PlannedReferral planned = planned();
        int cause = 0;
        while (!planned.events().get(cause).entries().contains(entry)) {
            cause++;
        }
        ObjectNode delivery = JsonNodeFactory.instance
                .objectNode()
                .put("state", "parked")
                .put("lastProblem", "For a reason.")
                .put("owner", parkedWithAnOwner ? "link-worker" : "");
        return new Told(planned, cause, entry, said, List.of(delivery));
    }

    private ObjectNode said(String status, PlannedEntry entry) {
        ObjectNode said = JsonNodeFactory.instance
                .objectNode()
                .put("id", ArrivedDraft.ENTRY)
                .put("status", status)
                .put("edition", entry.wordsBefore().isPresent() ? 2 : 1)
                .put("explanation", "For a reason.")
                .put("narrative", entry.words().orElse(""));
        said.putObject("sentTo")
                .put("practice", home.odsCode())
                .put("channel", home.channel().code());
        return said;
    }
}
