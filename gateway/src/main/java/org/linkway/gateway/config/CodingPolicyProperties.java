package org.linkway.gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.terminology.Sctid;
import org.linkway.fhir.terminology.SnomedFact;
import org.linkway.referral.Code;
import org.linkway.referral.EventType;
import org.linkway.referral.Instrument;
import org.linkway.referral.Kebab;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.workflow.CodingPolicy;
import org.linkway.workflow.CodingPolicy.When;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which event makes which entry in the GP record; the defaults are in {@code coding-policy.yaml}.
 *
 * @param version by which whoever approved the rules knows them; named where a code is refused because they no longer list it
 * @param rules one for each entry
 */
@Validated
@ConfigurationProperties("linkway.coding-policy")
public record CodingPolicyProperties(
        @NotBlank String version, @DefaultValue @NotNull List<@Valid Rule> rules) {
    private static final Set<Instrument> SCORED = EnumSet.of(Instrument.SWEMWBS, Instrument.WEMWBS, Instrument.PAM_13);

    /** PAM-13: the code is in PRSB's diabetes standard; its term was not seen, so it is no {@link SnomedFact}. */
    private static final Set<String> KNOWN_WITHOUT_TERM = Set.of("713644003");

    private static final Logger LOG = LoggerFactory.getLogger(CodingPolicyProperties.class);

    private static final Set<EventType> NEVER_RECORDED =
            EnumSet.of(EventType.DEATH_REPORTED, EventType.DEATH_CONFIRMED, EventType.DEATH_REPORT_WITHDRAWN);

    /**
     * One entry.
     *
     * @param event the event's name, such as {@code seen}
     * @param when whether the person had been seen before, or contact was tried by telephone
     * @param measuredWith only where this instrument was used; its score then stands beside the code
     * @param resource the FHIR resource that is written
     * @param code a SNOMED CT code; none for an entry in words
     * @param display the code's preferred term; a measure is named by its instrument beside it
     * @param oncePerEpisode whether it is written the first time only, for all referrals of one episode
     */
    public record Rule(
            @NotBlank String event,
            @DefaultValue("always") @NotNull When when,
            Optional<Instrument> measuredWith,
            @NotNull RecordResource resource,
            Optional<String> code,
            Optional<String> display,
            @DefaultValue("false") boolean oncePerEpisode) {

        CodingPolicy.Rule toPolicy(Predicate<Code> confirmed) {
            EventType type = EventType.fromCode(event)
                    .orElseThrow(() -> new IllegalStateException(
                            "linkway.coding-policy.rules: there is no event named '" + event + "'."));
            if (NEVER_RECORDED.contains(type)) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + event
                        + "' must not make an entry: Linkway never records a death.");
            }
            if (code.isPresent() == (resource == RecordResource.COMMUNICATION)) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + event + "' makes its "
                        + Kebab.of(resource) + (code.isPresent() ? " with a code" : " without a code")
                        + ". A communication has words alone; a procedure or an observation has a code.");
            }
            if (oncePerEpisode && code.isEmpty()) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + event
                        + "' makes an entry in words once per episode. Words tell of one event; only a code can stand for an"
                        + " episode.");
            }
            if (measuredWith.isPresent() && type != EventType.MEASURE_RECORDED) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + event
                        + "' measures nothing: leave measured-with out, or name the event measure-recorded.");
            }
            if (type == EventType.MEASURE_RECORDED && code.isPresent()) {
                requireScored();
            }
            return new CodingPolicy.Rule(
                    type, when, measuredWith, resource, code.map(it -> snomed(it, confirmed)), oncePerEpisode);
        }

        /** Only these have a code of their own; a score under another's code would be another score. */
        private void requireScored() {
            if (measuredWith.filter(SCORED::contains).isEmpty() || resource != RecordResource.OBSERVATION) {
                throw new IllegalStateException(
                        "linkway.coding-policy.rules: a measure is coded as an observation, and only"
                                + " with one of "
                                + SCORED.stream().map(Instrument::code).sorted().collect(Collectors.joining(", "))
                                + " as measured-with. Use a communication for the others.");
            }
        }

        private Code snomed(String sctid, Predicate<Code> confirmed) {
            if (!Sctid.holds(sctid)) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + sctid
                        + "' fails the check digit of SNOMED CT, so it must not be written into a record.");
            }
            Optional<SnomedFact> fact = SnomedFact.of(sctid);
            if (resource == RecordResource.PROCEDURE
                    && fact.flatMap(SnomedFact::kind)
                            .filter("procedure"::equals)
                            .isEmpty()) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + sctid
                        + "' is not known to be a procedure, so it must not be written as one that was completed. Write it"
                        + " as an observation.");
            }
            if (display.isPresent()
                    && fact.filter(it -> !it.isCalled(display.get())).isPresent()) {
                throw new IllegalStateException("linkway.coding-policy.rules: '" + sctid + "' is called '"
                        + fact.get().term() + "' in SNOMED CT, not '" + display.get() + "'.");
            }
            if (display.isEmpty() && measuredWith.isEmpty()) {
                throw new IllegalStateException(
                        "linkway.coding-policy.rules: the code '" + sctid + "' needs its display.");
            }
            Code code = new Code(CodeSystems.SNOMED_CT, sctid, display, true);
            if (fact.isPresent() || KNOWN_WITHOUT_TERM.contains(sctid) || confirmed.test(code)) {
                return code;
            }
            LOG.warn(
                    "linkway.coding-policy.rules: '{}' of '{}' is neither known to Linkway nor confirmed, under this display,"
                            + " by a terminology server: these entries go in words, with a flag. Set"
                            + " linkway.validation.terminology.base-url, or correct the rule, and start again.",
                    sctid,
                    event);
            return new Code(CodeSystems.SNOMED_CT, sctid, display, false);
        }
    }

    /** @param confirmed asked about a code that Linkway does not know by itself; false where nobody can say */
    CodingPolicy toPolicy(Predicate<Code> confirmed) {
        return new CodingPolicy(
                version, rules.stream().map(rule -> rule.toPolicy(confirmed)).toList());
    }
}
