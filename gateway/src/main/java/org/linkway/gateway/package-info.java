/** Where Linkway touches the world. */
package org.linkway.gateway;
