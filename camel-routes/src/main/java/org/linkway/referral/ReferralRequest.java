package org.linkway.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for (PRSB: referral details, presenting complaints, risks, safeguarding, consent).
 *
 * @param service what is requested ({@code ServiceRequest.code})
 * @param needs what the referrer states, coded or in words
 * @param needsInOwnWords what the person states, kept apart from what the referrer states
 * @param reason why, in the referrer's words
 * @param mattersToMe what matters to the person, in their own words
 * @param safeguarding concerns to be seen by the link worker; filtered from what the person is shown
 * @param supportNeeds what helps the person to take up what is offered
 * @param supportingInformation other words that came with the referral
 */
public record ReferralRequest(
        Optional<Code> service,
        Optional<String> requestedService,
        List<Need> needs,
        Optional<String> needsInOwnWords,
        Optional<String> reason,
        Optional<String> mattersToMe,
        Priority priority,
        Risks risks,
        Optional<String> safeguarding,
        Consent consent,
        List<SupportNeed> supportNeeds,
        List<String> supportingInformation,
        Optional<Instant> authoredOn) {
    public ReferralRequest {
        needs = Lists.copy(needs);
        supportNeeds = Lists.copy(supportNeeds);
        supportingInformation = Lists.copy(supportingInformation);
    }

    /** This request, under another consent. */
    ReferralRequest with(Consent newConsent) {
        return new ReferralRequest(
                service,
                requestedService,
                needs,
                needsInOwnWords,
                reason,
                mattersToMe,
                priority,
                risks,
                safeguarding,
                newConsent,
                supportNeeds,
                supportingInformation,
                authoredOn);
    }
}
