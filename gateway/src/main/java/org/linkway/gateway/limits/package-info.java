/** How much of a node one caller may use, and what every answer tells browsers. */
package org.linkway.gateway.limits;
