package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_BUNDLE_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/**
 * A claimed Bundle is worked: validate, complete, translate, then check and open, or update. Takes a {@link ClaimedMessage}, answers a
 * {@link MessageOutcome}, and throws what refuses it.
 */
public final class ReceiveBundleRoute extends RouteBuilder {
    private final ValidateMessage validate;
    private final CompleteBundle complete;
    private final TranslateMessage translate;
    private final CheckReferral check;
    private final OpenAndCommit open;
    private final UpdateAndCommit update;

    public ReceiveBundleRoute(
            ValidateMessage validate,
            CompleteBundle complete,
            TranslateMessage translate,
            CheckReferral check,
            OpenAndCommit open,
            UpdateAndCommit update) {
        this.validate = validate;
        this.complete = complete;
        this.translate = translate;
        this.check = check;
        this.open = open;
        this.update = update;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_BUNDLE_RECEIVE.endpoint()).routeId(INBOUND_BUNDLE_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(ClaimedMessage.class, validate::validate).id("validate")
            .transform().body(ValidMessage.class, complete::complete).id("complete")
            .transform().body(ValidMessage.class, translate::translate).id("translate")
            .choice()
                .when().body(TranslatedMessage.class, TranslatedMessage::opens)
                    .transform().body(TranslatedMessage.class, check::check).id("check")
                    .transform().body(TranslatedMessage.class, open::open).id("open").endChoice()
                .otherwise()
                    .transform().body(TranslatedMessage.class, update::update).id("update");
    }
    // spotless:on
}
