/** How many referrals a gateway takes, and how long each waits for its answer. */
package org.linkway.conformance.load;
