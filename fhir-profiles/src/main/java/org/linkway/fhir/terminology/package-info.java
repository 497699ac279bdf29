/** Codes: the systems they come from, what makes one hold, and which are retired. */
package org.linkway.fhir.terminology;
