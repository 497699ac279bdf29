/** What comes in: messages from senders, events from link workers' systems. */
package org.linkway.routes.inbound;
