package org.linkway.gateway.fhir.search;

import java.util.List;
import org.linkway.fhir.validation.Issue;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.ResourceSearch.Link;
import org.linkway.routes.port.ResourceSearch.Order;

/**
 * What a query asks for.
 *
 * @param count how many on a page
 * @param onlyCounted how many there are is all that is asked
 * @param total how many there are is asked too
 * @param used the parameters that were understood, as a query string
 * @param ignored those that were not
 */
record AskedSearch(
        String type,
        List<Criterion> criteria,
        Order order,
        int count,
        boolean onlyCounted,
        boolean total,
        List<Inclusion> inclusions,
        String used,
        List<Issue> ignored) {

    /**
     * @param reverse what refers to the matches, and not what they refer to
     * @param iterate applied to what was included as well
     */
    record Inclusion(Link link, boolean reverse, boolean iterate) {}
}
