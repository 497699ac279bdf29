/** How a runner is let in: the ways of the NHS and of SMART, each of which adds headers to a request. */
package org.linkway.conformance.access;
