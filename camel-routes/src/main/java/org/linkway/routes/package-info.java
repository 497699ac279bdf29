/** What all routes share: their names, their error policies and what comes in; the routes are in the packages below. */
package org.linkway.routes;
