/** What a conformance command is: a name, its options, and one way to fail. */
package org.linkway.conformance.command;
