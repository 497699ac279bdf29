/** The clients of the partners: the link workers' platform and the GP record. */
package org.linkway.gateway.partner;
