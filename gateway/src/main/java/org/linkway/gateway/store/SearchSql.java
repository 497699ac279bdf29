package org.linkway.gateway.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.linkway.routes.port.Criterion;
import org.linkway.routes.port.Criterion.AnyOf;
import org.linkway.routes.port.Criterion.Coded;
import org.linkway.routes.port.Criterion.HasId;
import org.linkway.routes.port.Criterion.Linked;
import org.linkway.routes.port.Criterion.Moment;
import org.linkway.routes.port.Criterion.Not;
import org.linkway.routes.port.Criterion.Present;
import org.linkway.routes.port.Criterion.Refers;
import org.linkway.routes.port.Criterion.Timed;
import org.linkway.routes.port.Criterion.Updated;
import org.linkway.workflow.Party;

/** Criteria as SQL conditions on one row of {@code resource_version}, with their parameters. */
final class SearchSql implements Criterion.Cases<String> {
    private final Party party;
    private final String version;
    private final Map<String, Object> parameters;

    private SearchSql(Party party, String version, Map<String, Object> parameters) {
        this.party = party;
        this.version = version;
        this.parameters = parameters;
    }

    /** @param version the name under which {@code resource_version} is in the query */
    static SearchSql on(String version, Party party, Instant asOf) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("party", party.id());
        parameters.put("asOf", Instants.column(asOf));
        return new SearchSql(party, version, parameters);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** It stood at the stamp, and the party may see it. */
    String standing() {
        return standing(version, party);
    }

    static String standing(String version, Party party) {
        return "%1$s.last_updated <= :asOf and %1$s.superseded_at > :asOf and %2$s"
                .formatted(version, Visibility.ofResources(party, version));
    }

    String all(List<Criterion> criteria) {
        return criteria.stream()
                .map(criterion -> " and " + criterion.match(this))
                .collect(Collectors.joining());
    }

    String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    @Override
    public String anyOf(AnyOf any) {
        return any.criteria().stream()
                .map(criterion -> criterion.match(this))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    @Override
    public String not(Not not) {
        return "not " + not.criterion().match(this);
    }

    @Override
    public String hasId(HasId id) {
        return version + ".id = " + parameter(id.id());
    }

    /** A stamp lasts a millisecond, and FHIR's times begin and end with one; so one comparison will do, which an index serves. */
    @Override
    public String updated(Updated updated) {
        String stamp = version + ".last_updated";
        String begin = parameter(Instants.column(updated.moment().span().from()));
        String end = parameter(Instants.column(updated.moment().span().to()));
        return switch (updated.moment().comparison()) {
            case WITHIN, OVERLAPS -> "(%1$s >= %2$s and %1$s < %3$s)".formatted(stamp, begin, end);
            case NOT_WITHIN -> "(%1$s < %2$s or %1$s >= %3$s)".formatted(stamp, begin, end);
            case LATER, STARTS_AFTER -> "%s >= %s".formatted(stamp, end);
            case EARLIER, ENDS_BEFORE -> "%s < %s".formatted(stamp, begin);
            case NOT_BEFORE -> "%s >= %s".formatted(stamp, begin);
            case NOT_AFTER -> "%s < %s".formatted(stamp, end);
        };
    }

    @Override
    public String present(Present present) {
        return indexed(present.name(), "");
    }

    @Override
    public String coded(Coded coded) {
        return indexed(
                coded.name(),
                coded.system()
                                .map(system -> " and i.scope = " + parameter(system))
                                .orElse("")
                        + coded.value()
                                .map(value -> " and i.content = " + parameter(value))
                                .orElse(""));
    }

    @Override
    public String refers(Refers refers) {
        return indexed(
                refers.name(),
                " and i.content = " + parameter(refers.id())
                        + refers.type()
                                .map(type -> " and i.scope = " + parameter(type))
                                .orElse(""));
    }

    @Override
    public String timed(Timed timed) {
        return indexed(timed.name(), " and " + compared(timed.moment()));
    }

    private String indexed(String name, String condition) {
        return """
                exists (
                    select 1 from resource_index i
                    where i.type = %1$s.type and i.id = %1$s.id and i.version = %1$s.version and i.name = %2$s%3$s
                )""".formatted(version, parameter(name), condition);
    }

    @Override
    public String linked(Linked linked) {
        String there = version + "_target";
        return """
                exists (
                    select 1 from resource_index l join resource_version %2$s on %2$s.type = l.scope and %2$s.id = l.content
                    where l.type = %1$s.type and l.id = %1$s.id and l.version = %1$s.version
                        and l.name = %3$s and l.scope = %4$s and %5$s and %6$s
                )""".formatted(
                        version,
                        there,
                        parameter(linked.name()),
                        parameter(linked.type()),
                        standing(there, party),
                        linked.there().match(new SearchSql(party, there, parameters)));
    }

    private String compared(Moment moment) {
        String from = "i.from_time";
        String to = "i.to_time";
        String begin = parameter(Instants.column(moment.span().from()));
        String end = parameter(Instants.column(moment.span().to()));
        return switch (moment.comparison()) {
            case WITHIN -> "(%s >= %s and %s <= %s)".formatted(from, begin, to, end);
            case NOT_WITHIN -> "(%s < %s or %s > %s)".formatted(from, begin, to, end);
            case LATER -> "%s > %s".formatted(to, end);
            case EARLIER -> "%s < %s".formatted(from, begin);
            case NOT_BEFORE -> "%s > %s".formatted(to, begin);
            case NOT_AFTER -> "%s < %s".formatted(from, end);
            case STARTS_AFTER -> "%s >= %s".formatted(from, end);
            case ENDS_BEFORE -> "%s <= %s".formatted(to, begin);
            case OVERLAPS -> "(%s < %s and %s > %s)".formatted(from, end, to, begin);
        };
    }
}
