/** What operators keep by hand: the parties that may call. */
package org.linkway.gateway.admin;
