/** Record entries to documents of GP Connect Send Document (ITK3, FHIR STU3) and the answers to them back: pure functions. */
package org.linkway.translation.itk;
