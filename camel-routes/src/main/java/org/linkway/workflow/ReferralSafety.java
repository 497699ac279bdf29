package org.linkway.workflow;

import java.util.ArrayList;
import java.util.List;
import org.linkway.referral.Consent.Agreement;
import org.linkway.referral.ReferralDraft;

/** What must hold before a referral is opened, whatever the message's form: a person is only referred who agrees to it. */
public final class ReferralSafety {

    /** Why the referral must not be opened, one sentence each; empty when it may. */
    public List<String> objections(ReferralDraft draft) {
        List<String> objections = new ArrayList<>();
        if (draft.request().consent().refer() == Agreement.REFUSED) {
            objections.add(
                    "The Consent says that the person does not agree to be referred. Ask the person, and send the"
                            + " referral when they do.");
        }
        return objections;
    }
}
