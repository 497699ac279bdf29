/** The stand-ins that make the default run a closed loop; they reach the gateway over HTTP alone, and nothing imports them. */
package org.linkway.gateway.sandbox;
