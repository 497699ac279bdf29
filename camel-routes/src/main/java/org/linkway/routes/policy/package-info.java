/** The error policies of the outbound routes, by name. */
package org.linkway.routes.policy;
