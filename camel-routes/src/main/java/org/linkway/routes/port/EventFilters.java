package org.linkway.routes.port;

import java.util.List;
import org.linkway.workflow.Topic;

/** Reads what subscriptions filter by, in the language of searches. */
public interface EventFilters {

    /** Everything that a version has to meet, or what is wrong with a filter. */
    Read read(Topic topic, List<String> filters);

    /**
     * What was read.
     *
     * @param criteria all of which have to be met; none where there are faults
     */
    record Read(List<Criterion> criteria, List<Fault> faults) {}

    /**
     * Something wrong.
     *
     * @param filter which of the filters, counted from 0
     * @param sentence what is wrong with it, and what is offered
     */
    record Fault(int filter, String sentence) {}
}
