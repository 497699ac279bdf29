/** The command {@code run}: which scripts against what, and where the reports go. */
package org.linkway.conformance.run;
