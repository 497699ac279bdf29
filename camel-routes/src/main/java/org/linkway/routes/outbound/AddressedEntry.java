package org.linkway.routes.outbound;

import org.linkway.referral.Practice;

/** A record entry, and the one patient at the one practice that it is for. */
record AddressedEntry(FilingJob job, Practice practice, String patientId) {}
