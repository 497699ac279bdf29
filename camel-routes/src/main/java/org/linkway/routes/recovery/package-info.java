/** What Linkway does on its own, when time has passed. */
package org.linkway.routes.recovery;
