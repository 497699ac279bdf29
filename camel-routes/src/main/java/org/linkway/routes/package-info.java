/** The routes' names; the routes themselves are in the packages below. */
package org.linkway.routes;
