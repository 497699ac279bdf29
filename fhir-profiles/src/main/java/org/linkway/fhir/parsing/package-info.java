/** How what others wrote is handed to HAPI's parsers. */
package org.linkway.fhir.parsing;
