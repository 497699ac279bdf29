package org.linkway.gateway.sandbox;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The sandbox, where {@code linkway.mode} is {@code sandbox}.
 *
 * @param autopilot whether the stand-in link worker works referrals by itself: accepted, seen and completed within seconds
 * @param demo whether one sample e-referral is sent at each start, and its loop printed
 */
@Validated
@ConfigurationProperties("linkway.sandbox")
record SandboxProperties(
        @DefaultValue("true") boolean autopilot,
        @DefaultValue("true") boolean demo) {}
