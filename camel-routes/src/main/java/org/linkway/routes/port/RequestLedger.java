package org.linkway.routes.port;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.linkway.routes.InboundMessage;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.RequestClaim;

/**
 * Who is working which request id, and what was answered. A claim is its own small transaction, made after access control
 * and before any work; it keeps the raw bytes.
 */
public interface RequestLedger {

    Claim claim(InboundMessage message);

    /** Keeps a refusal, so that the same request gets the same refusal again. */
    void refuse(KeptAnswer answer);

    /** Gives a claim back after a failure of ours: the retry is worked as if it were the first. */
    void release(RequestClaim claim);

    /** The answer that was kept for a claim. */
    KeptAnswer answer(RequestClaim claim);

    /** The answer to the transaction by which this party opened this referral; empty where it came by another way. */
    Optional<KeptAnswer> openingAnswer(Party party, UUID referralId);

    /** The last answer to a BaRS message by which this referral was opened or changed. */
    Optional<KeptAnswer> lastEcho(UUID referralId);

    /** What came of claiming. */
    sealed interface Claim {
        record Won(RequestClaim claim) implements Claim {}

        /** Another attempt holds it. */
        record Running(Duration retryAfter) implements Claim {}

        record Succeeded(KeptAnswer answer) implements Claim {}

        record Refused(KeptAnswer answer) implements Claim {}

        /** The id was used for another body. */
        record OtherBody() implements Claim {}
    }
}
