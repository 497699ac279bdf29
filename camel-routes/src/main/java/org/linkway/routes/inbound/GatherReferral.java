package org.linkway.routes.inbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.PublishedResources;
import org.linkway.routes.port.PublishedResources.Version;
import org.linkway.routes.port.SenderSystems;
import org.linkway.translation.Gathering;
import org.linkway.translation.Gathering.Wanted;
import org.linkway.translation.ReferralTranslation;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;

/**
 * Makes a Task that came alone whole: what it refers to is here, or is fetched from the sender's own system (notified pull). From
 * here on it is worked as the transaction that it could have been.
 */
public final class GatherReferral {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final ReferralTranslation translation;
    private final FhirReader reader;
    private final PublishedResources resources;
    private final SenderSystems senders;

    public GatherReferral(
            ReferralTranslation translation, FhirReader reader, PublishedResources resources, SenderSystems senders) {
        this.translation = translation;
        this.reader = reader;
        this.resources = resources;
        this.senders = senders;
    }

    ClaimedMessage gather(TaskMessage told) {
        ClaimedMessage claimed = told.claimed();
        Gathering gathering = translation.gathering(told.task());
        if (!told.task().hasFocus()) {
            throw refused(
                    claimed,
                    GatewayError.REQUIRED,
                    "Task.focus",
                    "Task.focus is missing, so nobody knows what is asked for. Refer to the ServiceRequest: one that you"
                            + " created here, or one in your own system.");
        }
        for (Optional<Wanted> next = gathering.wanted(); next.isPresent(); next = gathering.wanted()) {
            follow(next.get(), gathering, claimed);
        }
        return new ClaimedMessage(
                claimed.message().meaning(WireFormat.JSON, gathering.transaction()),
                claimed.claim(),
                Optional.of(gathering));
    }

    private void follow(Wanted wanted, Gathering gathering, ClaimedMessage claimed) {
        Party sender = claimed.message().party();
        Optional<String> address =
                wanted.address().filter(it -> senders.baseOf(sender, it).isPresent());
        if (address.isPresent()) {
            fetch(wanted, address.get(), gathering, claimed);
            return;
        }
        Optional<Version> held = resources.read(sender, wanted.type(), wanted.id());
        if (held.isPresent()) {
            gathering.held(wanted, held.get().resource(), held.get().version());
        } else {
            missing(
                    wanted,
                    gathering,
                    claimed,
                    wanted.address().isPresent()
                            ? "This address is none that Linkway may read. Create the resource here first, or ask whoever runs"
                                    + " this gateway to allow the FHIR base of your system."
                            : "There is no " + wanted.type()
                                    + " of yours here under this id. Create it here first, or refer to it by its address in"
                                    + " your own system.");
        }
    }

    private void fetch(Wanted wanted, String address, Gathering gathering, ClaimedMessage claimed) {
        Optional<Body> body;
        try {
            body = senders.read(claimed.message().party(), address);
        } catch (PartnerUnavailable e) {
            throw RejectedMessage.forNow(
                    claimed,
                    List.of(
                            Issue.error(
                                    GatewayError.UNAVAILABLE,
                                    wanted.path(),
                                    "Your system could not be read just now, so nothing was opened. Send the Task again later.")),
                    Optional.of(RETRY_AFTER));
        } catch (PartnerRefused e) {
            missing(
                    wanted,
                    gathering,
                    claimed,
                    "Your system does not let Linkway read this. Allow it, and send it again.");
            return;
        }
        if (body.isEmpty()) {
            missing(
                    wanted,
                    gathering,
                    claimed,
                    "There is nothing at this address in your system. Correct the reference.");
            return;
        }
        ResourceReading reading = reader.readResource(body.get().bytes(), WireFormat.JSON.mediaType(), wanted.type());
        if (Issue.anyError(reading.issues())) {
            unreadable(wanted, gathering, claimed, reading.issues());
        } else {
            gathering.fetched(wanted, reading);
        }
    }

    private static void unreadable(Wanted wanted, Gathering gathering, ClaimedMessage claimed, List<Issue> issues) {
        if (!wanted.needed()) {
            gathering.leftOut(
                    wanted,
                    "What your system holds here is not valid, so it was left out: "
                            + issues.get(0).sentence());
            return;
        }
        List<Issue> there = new ArrayList<>();
        issues.forEach(issue -> there.add(Issue.error(
                issue.error(),
                issue.expression()
                        .map(it -> it.replaceFirst("^" + wanted.type(), wanted.path() + ".resolve()"))
                        .orElse(wanted.path()),
                issue.sentence())));
        throw RejectedMessage.forGood(claimed, there);
    }

    private static void missing(Wanted wanted, Gathering gathering, ClaimedMessage claimed, String why) {
        if (wanted.needed()) {
            throw refused(claimed, GatewayError.UNRESOLVED_REFERENCE, wanted.path(), why);
        }
        gathering.leftOut(wanted, why + " The referral was opened without it.");
    }

    private static RejectedMessage refused(
            ClaimedMessage claimed, GatewayError error, String expression, String sentence) {
        return RejectedMessage.forGood(claimed, List.of(Issue.error(error, expression, sentence)));
    }
}
