package org.linkway.gateway.local;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.linkway.gateway.audit.AboutReferrals;
import org.linkway.gateway.security.Callers;
import org.linkway.routes.port.EventFeed;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything that happens to referrals, for platforms that ask rather than be told. */
@RestController
@RequestMapping("/local/v1/events")
class EventsController {
    private static final int LARGEST_PAGE = 500;

    private final EventFeed feed;
    private final Callers callers;

    EventsController(EventFeed feed, Callers callers) {
        this.feed = feed;
        this.callers = callers;
    }

    /**
     * A page in the order in which events were recorded.
     *
     * @param next the {@code after} of the page that follows: ask with it again later, and nothing is missed. Empty only while
     *     there is no event at all
     */
    record Page(List<EventFeed.Entry> events, Optional<UUID> next) implements AboutReferrals {
        @Override
        public List<UUID> about() {
            return events.stream().map(EventFeed.Entry::referral).distinct().toList();
        }
    }

    @GetMapping
    @Operation(
            operationId = "listEvents",
            summary = "Events of all referrals, in the order in which they were recorded",
            description = "Ask with the 'next' of the page before, now or later, and nothing is missed.")
    @Refuses(HttpStatus.BAD_REQUEST)
    Page list(
            @Parameter(description = "The id of the last event read; from the beginning where it is left out")
                    @RequestParam
                    Optional<UUID> after,
            @Parameter(description = "How many events at most, up to 500") @RequestParam(defaultValue = "100")
                    int limit) {
        int size = Math.max(1, Math.min(limit, LARGEST_PAGE));
        if (after.filter(id -> !feed.knows(callers.party(), id)).isPresent()) {
            throw new LocalProblem(
                    HttpStatus.BAD_REQUEST,
                    "There is no event with the id that 'after' names. Use the 'next' of a page, or leave 'after' out.");
        }
        List<EventFeed.Entry> events = feed.after(callers.party(), after, size);
        return new Page(
                events,
                events.isEmpty()
                        ? after
                        : Optional.of(events.get(events.size() - 1).event().id()));
    }
}
