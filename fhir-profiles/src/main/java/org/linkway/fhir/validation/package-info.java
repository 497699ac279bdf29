/** From bytes to a resource that holds, or to everything that is wrong with it. */
package org.linkway.fhir.validation;
