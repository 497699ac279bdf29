/** The FHIR packages that Linkway validates with: its own, which is built here, and those that are mounted beside it. */
package org.linkway.fhir.profile;
