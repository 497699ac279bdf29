/** The FHIR doors: who comes in, what they are answered, and what they can read. */
package org.linkway.gateway.fhir;
