/** Identifiers as the NHS issues them: their systems, and what makes one hold. */
package org.linkway.fhir.identifier;
