/** What is written down: one SQL schema on H2 and PostgreSQL, behind the ports of the routes. */
package org.linkway.gateway.store;
