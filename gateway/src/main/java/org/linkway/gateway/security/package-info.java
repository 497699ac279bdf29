/** Who is calling, and what they may see. */
package org.linkway.gateway.security;
