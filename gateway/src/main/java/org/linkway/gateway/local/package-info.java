/** The local API: what link workers' systems speak, in the words of the local referral model. */
package org.linkway.gateway.local;
