/**
 * Runs FHIR R4 TestScripts: {@link org.linkway.conformance.runner.ScriptReader} reads one, {@link
 * org.linkway.conformance.runner.ScriptRun} walks through it, {@link org.linkway.conformance.runner.Requests} makes its
 * operations into HTTP, {@link org.linkway.conformance.runner.Checks} judges its asserts, and what came of it is a {@link
 * org.linkway.conformance.runner.ScriptResult}. What is not supported is skipped with its reason, and never passed.
 */
package org.linkway.conformance.runner;
