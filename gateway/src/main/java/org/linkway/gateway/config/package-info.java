/** What the whole gateway is set up with: the JSON of the local referral model, and the clock. */
package org.linkway.gateway.config;
