/** What came of a run, for machines (FHIR's TestReport, JUnit's XML) and for people (one page). */
package org.linkway.conformance.report;
