/** What goes out: referrals to link workers' platforms, entries to GP records. */
package org.linkway.routes.outbound;
