/** What the routes need from the world: implemented in the gateway. */
package org.linkway.routes.port;
