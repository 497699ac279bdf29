package org.linkway.routes.inbound;

import org.linkway.fhir.validation.Reading;

/** A message whose Bundle conforms to the profiles. */
record ValidMessage(ClaimedMessage claimed, Reading reading) {}
