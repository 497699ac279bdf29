package org.linkway.routes.port;

import java.util.List;
import org.linkway.workflow.Party;

/** Told of what a party reads here: at a practice that pulls its entries, that is the proof of their delivery. */
@FunctionalInterface
public interface EntryReads {

    /** Called with what is answered together, before it is. Most mean nothing, and cost nothing. */
    void shown(Party reader, List<PublishedResources.Version> versions);
}
