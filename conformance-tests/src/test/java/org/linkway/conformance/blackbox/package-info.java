/** The gateway from outside: as a GP system, a link workers' system and a practice see it over HTTP. */
package org.linkway.conformance.blackbox;
