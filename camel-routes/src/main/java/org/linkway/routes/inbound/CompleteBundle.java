package org.linkway.routes.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.Matches;
import org.linkway.routes.port.Matches.Found;
import org.linkway.routes.port.PublishedResources;
import org.linkway.translation.Completion;
import org.linkway.translation.Completion.Condition;
import org.linkway.translation.Completion.Outward;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Absence;
import org.linkway.workflow.Party;

/** Looks up what a transaction means by its conditions and its references: resources that its sender has here already. */
public final class CompleteBundle {
    private final ReferralTranslation translation;
    private final PublishedResources resources;
    private final Matches matches;
    private final CreateCondition condition;
    private final Answers answers;

    public CompleteBundle(
            ReferralTranslation translation, PublishedResources resources, Matches matches, Answers answers) {
        this.translation = translation;
        this.resources = resources;
        this.matches = matches;
        this.condition = new CreateCondition(matches);
        this.answers = answers;
    }

    ValidMessage complete(ValidMessage valid) {
        return switch (valid.claimed().message().door()) {
            case TRANSACTION -> transaction(valid);
            case CREATE -> task(valid);
            case BARS_MESSAGE, UPDATE, PATCH, DELETE -> valid;
        };
    }

    private ValidMessage task(ValidMessage valid) {
        ClaimedMessage claimed = valid.claimed();
        condition.standing(claimed).ifPresent(standing -> {
            throw AnsweredBefore.byWhatStands(claimed, answers.standing(claimed, standing));
        });
        return new ValidMessage(claimed, valid.reading(), Optional.empty(), condition.absences(claimed));
    }

    private ValidMessage transaction(ValidMessage valid) {
        Party sender = valid.claimed().message().party();
        Completion completion = translation.completion(valid.reading());
        List<Issue> issues = new ArrayList<>();
        List<Absence> absences = new ArrayList<>();
        for (Condition condition : completion.conditions()) {
            Found found = matches.of(sender, condition.type(), condition.query());
            fault(found, condition.path(), false).ifPresent(issues::add);
            found.one()
                    .ifPresentOrElse(
                            it -> completion.stands(condition, it.resource(), it.version()),
                            () -> absences.add(new Absence(sender, condition.type(), condition.query())));
        }
        for (Outward outward : completion.references()) {
            if (outward.isSearch()) {
                Found found = matches.of(sender, outward.type(), outward.target());
                fault(found, outward.path(), true).ifPresent(issues::add);
                found.one().ifPresent(it -> completion.leadsTo(outward, it.resource(), it.version()));
            } else {
                resources
                        .read(sender, outward.type(), outward.target())
                        .ifPresent(it -> completion.leadsTo(outward, it.resource(), it.version()));
            }
        }
        if (!issues.isEmpty()) {
            throw RejectedMessage.forGood(valid.claimed(), issues);
        }
        return new ValidMessage(valid.claimed(), completion.reading(), Optional.of(completion), absences);
    }

    /** FHIR R4, conditional create and conditional references: 412 where they are not selective enough. */
    private static Optional<Issue> fault(Found found, String path, boolean isNeeded) {
        if (found.fault().isPresent()) {
            return Optional.of(
                    Issue.error(GatewayError.VALUE, path, found.fault().get()));
        }
        if (found.count() > 1) {
            return Optional.of(Issue.error(
                    GatewayError.NOT_SELECTIVE,
                    path,
                    "This search finds more than one resource of yours. Make it so selective that it finds one at most, for"
                            + " example by an identifier."));
        }
        return found.count() == 0 && isNeeded
                ? Optional.of(Issue.error(
                        GatewayError.NOT_SELECTIVE,
                        path,
                        "This search finds nothing of yours, so it refers to nothing. Create the resource, in this Bundle or"
                                + " before it, or correct the search."))
                : Optional.empty();
    }
}
