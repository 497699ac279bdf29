/** What is asked of whom: the requirements, and the scripts that show them, by role. */
package org.linkway.conformance.suite;
