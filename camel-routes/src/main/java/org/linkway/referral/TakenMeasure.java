package org.linkway.referral;

import java.time.Instant;

/** A measure, and when it was taken. */
public record TakenMeasure(Measure measure, Instant takenAt) {}
