package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_REFERRAL_RECEIVE;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.linkway.routes.InboundMessage;

/**
 * A referral comes in, or what changes one, or an answer to one: claim the request id, validate, translate, then check and open,
 * or update, or record; answer. Takes an {@link InboundMessage} and always answers a {@link MessageOutcome}.
 */
public final class ReceiveReferralRoute extends RouteBuilder {
    private static final String MESSAGE = "message";
    private static final String CLAIMED = "claimed";

    private final ClaimRequest claim;
    private final ValidateMessage validate;
    private final TranslateMessage translate;
    private final CheckReferral check;
    private final OpenAndCommit open;
    private final UpdateAndCommit update;
    private final RecordResponse response;
    private final Answers answers;
    private final FailMessage failure;

    public ReceiveReferralRoute(
            ClaimRequest claim,
            ValidateMessage validate,
            TranslateMessage translate,
            CheckReferral check,
            OpenAndCommit open,
            UpdateAndCommit update,
            RecordResponse response,
            Answers answers,
            FailMessage failure) {
        this.claim = claim;
        this.validate = validate;
        this.translate = translate;
        this.check = check;
        this.open = open;
        this.update = update;
        this.response = response;
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
                .transform().body(ClaimedMessage.class, validate::validate).id("validate")
                .choice()
                    .when().body(ValidMessage.class, response::takes)
                        .transform().body(ValidMessage.class, response::record).id("respond").endChoice()
                    .otherwise()
                        .transform().body(ValidMessage.class, translate::translate).id("translate")
                        .choice()
                            .when().body(TranslatedMessage.class, TranslatedMessage::opens)
                                .transform().body(TranslatedMessage.class, check::check).id("check")
                                .transform().body(TranslatedMessage.class, open::open).id("open").endChoice()
                            .otherwise()
                                .transform().body(TranslatedMessage.class, update::update).id("update")
                        .end()
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
