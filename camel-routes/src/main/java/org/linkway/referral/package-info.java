/** The local referral model: what link workers' systems speak, and the one table that says how a referral may move. */
package org.linkway.referral;
