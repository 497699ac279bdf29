package org.linkway.translation;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Flag;
import org.linkway.fhir.terminology.CodeSystems;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.referral.Risks;
import org.linkway.referral.Risks.Statement;
import org.linkway.translation.BundleIndex.Entry;

/** Flags to {@link Risks}. That a referral says nothing about risks, its sender is told by the door profile. */
final class RisksMapper {
    private static final String NO_KNOWN_RISKS = "No known risks";

    private RisksMapper() {}

    static Risks toModel(BundleIndex index, Findings findings) {
        List<Entry<Flag>> noneKnown = FlagCategory.RISK
                .flags(index)
                .filter(flag -> says(Statement.NO_KNOWN_RISKS, flag))
                .toList();
        List<String> stated = FlagCategory.RISK
                .flags(index)
                .filter(RisksMapper::statesARisk)
                .flatMap(flag -> CodeMapper.wordsOrCode(flag.resource().getCode()).stream())
                .toList();
        if (!stated.isEmpty()) {
            noneKnown.stream().filter(RisksMapper::isActive).forEach(flag -> contradicted(flag, findings));
            return Risks.of(stated);
        }
        if (noneKnown.stream().anyMatch(RisksMapper::isActive)) {
            return Risks.noneKnown();
        }
        noneKnown.forEach(flag -> lapsed(flag, findings));
        return Risks.notStated();
    }

    /** What was added in words to the statement that none is known. */
    static Stream<String> remarks(BundleIndex index) {
        return FlagCategory.RISK
                .flags(index)
                .filter(flag -> says(Statement.NO_KNOWN_RISKS, flag) && isActive(flag))
                .flatMap(flag -> CodeMapper.beyondTheCode(flag.resource().getCode()).stream())
                .filter(words -> !words.equalsIgnoreCase(NO_KNOWN_RISKS));
    }

    /** That nobody said anything is a statement too, and no risk. */
    private static boolean statesARisk(Entry<Flag> flag) {
        return !says(Statement.NO_KNOWN_RISKS, flag) && !says(Statement.NOT_STATED_BY_THE_REFERRER, flag);
    }

    private static boolean says(Statement statement, Entry<Flag> flag) {
        return flag.resource().getCode().getCoding().stream()
                .anyMatch(coding -> CodeSystems.LINKWAY_RISK_STATEMENT.equals(coding.getSystem())
                        && statement.code().equals(coding.getCode()));
    }

    private static boolean isActive(Entry<Flag> flag) {
        return flag.resource().getStatus() == Flag.FlagStatus.ACTIVE;
    }

    private static void contradicted(Entry<Flag> flag, Findings findings) {
        findings.warning(
                GatewayError.INVARIANT,
                flag.path("code"),
                "This Flag says that no risks are known, and another Flag states one. The stated risk counts. Leave out"
                        + " the one that is wrong.");
    }

    private static void lapsed(Entry<Flag> flag, Findings findings) {
        findings.warning(
                GatewayError.VALUE,
                flag.path("status"),
                "This Flag says that no risks are known and is not active, so the link worker has to ask. Send it with"
                        + " status 'active', or send each risk as a Flag.");
    }
}
