/** Documents to practices by GP Connect Send Document over MESH, and what comes back for them. */
package org.linkway.gateway.partner.mesh;
