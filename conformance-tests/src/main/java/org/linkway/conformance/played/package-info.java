/** The other side of a system under test that calls: who is played for it, and what went to and fro. */
package org.linkway.conformance.played;
