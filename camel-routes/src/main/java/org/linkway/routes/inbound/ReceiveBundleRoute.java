package org.linkway.routes.inbound;

import static org.linkway.routes.RouteId.INBOUND_BUNDLE_RECEIVE;

import org.apache.camel.builder.RouteBuilder;

/**
 * A claimed Bundle is worked: a response is recorded; anything else is completed and translated, then checked and opened, or
 * updated. Takes a {@link ClaimedMessage}, answers a
 * {@link MessageOutcome}, and throws what refuses it.
 */
public final class ReceiveBundleRoute extends RouteBuilder {
    private final ValidateMessage validate;
    private final CompleteBundle complete;
    private final TranslateMessage translate;
    private final CheckReferral check;
    private final OpenAndCommit open;
    private final UpdateAndCommit update;
    private final RecordResponse response;

    public ReceiveBundleRoute(
            ValidateMessage validate,
            CompleteBundle complete,
            TranslateMessage translate,
            CheckReferral check,
            OpenAndCommit open,
            UpdateAndCommit update,
            RecordResponse response) {
        this.validate = validate;
        this.complete = complete;
        this.translate = translate;
        this.check = check;
        this.open = open;
        this.update = update;
        this.response = response;
    }

    // spotless:off
    @Override
    public void configure() {
        from(INBOUND_BUNDLE_RECEIVE.endpoint()).routeId(INBOUND_BUNDLE_RECEIVE.id())
            .errorHandler(noErrorHandler())
            .transform().body(ClaimedMessage.class, validate::validate).id("validate")
            .choice()
                .when().body(ValidMessage.class, response::takes)
                    .transform().body(ValidMessage.class, response::record).id("respond").endChoice()
                .otherwise()
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
