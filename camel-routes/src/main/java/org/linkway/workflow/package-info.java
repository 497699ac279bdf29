/** Use cases and policies: what a referral, an event or a look into the record means; pure, and blind to FHIR, HTTP and SQL. */
package org.linkway.workflow;
