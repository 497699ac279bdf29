package org.linkway.workflow;

import org.linkway.referral.Practice;

/**
 * Where an entry goes: to this practice, under this NHS number.
 *
 * @param nhsNumber the number that stands now: another than the referral's where that one was superseded
 */
public record FilingAddress(Practice practice, String nhsNumber) {}
