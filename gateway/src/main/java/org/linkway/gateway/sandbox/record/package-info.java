/** The stand-in GP record of the sandbox: a FHIR server of its own, that holds every patient whom a sandbox referral names. */
package org.linkway.gateway.sandbox.record;
