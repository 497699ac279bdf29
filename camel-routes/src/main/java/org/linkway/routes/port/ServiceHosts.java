package org.linkway.routes.port;

import org.linkway.workflow.Party;

/** Whose the services are that messages come from. */
public interface ServiceHosts {

    /**
     * Whether a party may speak for a service, and be told what is for it.
     *
     * @param service as {@code MessageHeader.source.endpoint} names it: {@code <system>|<id>}, or an id alone
     */
    boolean hosts(Party party, String service);
}
