package org.linkway.gateway.config;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.Set;
import org.linkway.referral.SenderPolicy;
import org.linkway.workflow.ServiceDirectory;
import org.linkway.workflow.WorkPolicy;
import org.linkway.workflow.WorkPolicy.OpeningConcern;
import org.linkway.workflow.WorkPolicy.SecondReferral;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the service and its senders have settled about the work.
 *
 * @param contactLimit after how many attempts since anybody reached the person the service may say that they cannot be reached
 * @param secondReferral what is done with a referral of somebody who is with the service already: {@code link} or {@code refuse}
 * @param concernsOnOpening what in a referral that comes in is a concern: {@code safeguarding}, {@code risks}
 * @param senderPolicy what senders may do at once: {@code sdoh-cc} or {@code cow}
 */
@Validated
@ConfigurationProperties("linkway.work")
public record WorkProperties(
        @DefaultValue("3") @Positive int contactLimit,
        @DefaultValue("link") @NotNull SecondReferral secondReferral,
        @DefaultValue({"safeguarding", "risks"}) @NotNull Set<OpeningConcern> concernsOnOpening,
        @DefaultValue("sdoh-cc") @NotNull SenderPolicy senderPolicy) {

    WorkPolicy toPolicy(Set<String> connectedServices, Set<String> answeredServices, ServiceDirectory directory) {
        return new WorkPolicy(
                contactLimit, connectedServices, answeredServices, secondReferral, concernsOnOpening, directory);
    }
}
