package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_BUNDLE_RECEIVE;
import static org.linkway.routes.RouteId.INBOUND_REFERRAL_RECEIVE;
import static org.linkway.routes.RouteId.INBOUND_SUBSCRIPTION_RECEIVE;
import static org.linkway.routes.RouteId.INBOUND_TASK_RECEIVE;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.InboundMessage;

/**
 * Something comes in over a FHIR door, whichever it is: claim the request id, work it, answer. Takes an {@link InboundMessage}
 * and always answers a {@link MessageOutcome}.
 */
public final class ReceiveReferralRoute extends RouteBuilder {
    private static final String MESSAGE = "message";
    private static final String CLAIMED = "claimed";

    private final ClaimRequest claim;
    private final KeepResource keep;
    private final Answers answers;
    private final FailMessage failure;

    public ReceiveReferralRoute(ClaimRequest claim, KeepResource keep, Answers answers, FailMessage failure) {
        this.claim = claim;
        this.keep = keep;
        this.answers = answers;
        this.failure = failure;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_REFERRAL_RECEIVE.endpoint()).routeId(INBOUND_REFERRAL_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .setProperty(MESSAGE).body(InboundMessage.class, message -> message)
            .doTry()
                .transform().body(InboundMessage.class, claim::claim).id("claim")
                .setProperty(CLAIMED).body(ClaimedMessage.class, claimed -> claimed)
                .choice()
                    .when().body(ClaimedMessage.class, ClaimedMessage::isBundle)
                        .to(INBOUND_BUNDLE_RECEIVE.endpoint()).endChoice()
                    .when().body(ClaimedMessage.class, ClaimedMessage::isTask)
                        .to(INBOUND_TASK_RECEIVE.endpoint()).endChoice()
                    .when().body(ClaimedMessage.class, ClaimedMessage::isSubscription)
                        .to(INBOUND_SUBSCRIPTION_RECEIVE.endpoint()).endChoice()
                    .otherwise()
                        .transform().body(ClaimedMessage.class, keep::keep).id("keep")
                .end()
            .endDoTry()
            .doCatch(AnsweredBefore.class)
                .transform().exchange(exchange -> answers.repeat(caught(exchange, AnsweredBefore.class))).id("repeat")
            .doCatch(RejectedMessage.class)
                .transform().exchange(exchange -> answers.refuse(caught(exchange, RejectedMessage.class))).id("refuse")
            .doCatch(Exception.class)
                .transform().exchange(this::fail).id("fail")
            .end();
    }
    // spotless:on

    private MessageOutcome fail(Exchange exchange) {
        return failure.fail(
                exchange.getProperty(MESSAGE, InboundMessage.class),
                Optional.ofNullable(exchange.getProperty(CLAIMED, ClaimedMessage.class)),
                caught(exchange, Exception.class));
    }

    private static <E extends Exception> E caught(Exchange exchange, Class<E> type) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, type);
    }
}
