/** The conformance commands: is the standard kept, and how fast? */
package org.linkway.conformance;
