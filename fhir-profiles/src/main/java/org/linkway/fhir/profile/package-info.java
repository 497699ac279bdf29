/** The profiles that Linkway validates against, by their canonical URLs. */
package org.linkway.fhir.profile;
