/** A terminology server of others, asked about codes that nothing here knows, and what happens when it cannot say. */
package org.linkway.fhir.terminology.server;
