/** What can be set, and how the parts are put together. */
package org.linkway.gateway.config;
