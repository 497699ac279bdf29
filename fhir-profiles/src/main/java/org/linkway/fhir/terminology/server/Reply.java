package org.linkway.fhir.terminology.server;

/** What came back over HTTP. */
record Reply(int status, String body) {}
