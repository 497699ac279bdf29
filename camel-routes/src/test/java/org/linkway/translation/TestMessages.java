package org.linkway.translation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.linkway.fhir.validation.Reading;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.EventType;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralDraft;
import org.linkway.referral.TestReferrals;
import org.linkway.workflow.NumberedIds;

/** A BaRS message that opened a referral, how it was echoed, and what became of it. */
public final class TestMessages {
    static final InboundRules RULES = new InboundRules(Set.of("a5t1"), false);
    public static final OwnService OWN =
            new OwnService(ServiceAddress.parse("2000099901").orElseThrow(), "ZZZ01", "Sampleton Social Prescribing");
    private static final Reading READING =
            Fixture.named("message/everything-that-a-message-can-say").reading();

    private TestMessages() {}

    static Bundle message() {
        return READING.bundle().orElseThrow().copy();
    }

    static Referral opened() {
        return ReferralMapper.toModel(message(), RULES, Optional.of("33333333-0000-4000-8000-000000000001"))
                .match((draft, warnings) -> TestReferrals.opened(draft), issues -> {
                    throw new AssertionError(issues);
                });
    }

    public static Referral after(EventType... events) {
        Referral referral = opened();
        for (EventType event : events) {
            referral = TestReferrals.moved(referral, TestReferrals.event(event));
        }
        return referral;
    }

    static ReferralDraft draft() {
        return opened().asReceived();
    }

    static Bundle echo() {
        Admission admission = new Admission(TestFhir.CONTEXT, READING, new NumberedIds());
        return TestFhir.bundle(admission.answer(opened(), List.of(), WireFormat.JSON));
    }

    static <T extends Resource> T the(Bundle bundle, Class<T> type) {
        return new BundleIndex(bundle).all(type).get(0).resource();
    }
}
