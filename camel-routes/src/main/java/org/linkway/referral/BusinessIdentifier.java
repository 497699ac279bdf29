package org.linkway.referral;

/** An identifier that somebody else gave: a system URI and a value. */
public record BusinessIdentifier(String system, String value) {}
