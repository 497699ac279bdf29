/** Stories from practice, each told from its referral to what stands in the record, by the whole gateway under a moved clock. */
package org.linkway.gateway.journey;
