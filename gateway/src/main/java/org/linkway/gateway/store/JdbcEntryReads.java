package org.linkway.gateway.store;

import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linkway.referral.FilingStatus;
import org.linkway.referral.Practice;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.RecordEntry.RecordResource;
import org.linkway.routes.port.DeliveryWaker;
import org.linkway.routes.port.EntryReads;
import org.linkway.routes.port.RecordChannels;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordDestination;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Entries that wait to be read are delivered once the practice has read them. */
final class JdbcEntryReads implements EntryReads {
    private static final Set<String> TYPES =
            Arrays.stream(RecordResource.values()).map(RecordResource::fhirType).collect(Collectors.toSet());
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final EntryWriter writer;
    private final JsonMapper json;
    private final RecordChannels channels;
    private final DeliveryWaker waker;
    private final Clock clock;

    JdbcEntryReads(
            JdbcClient jdbc,
            UnitOfWork unitOfWork,
            JsonMapper json,
            RecordChannels channels,
            DeliveryWaker waker,
            Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.writer = new EntryWriter(jdbc, json);
        this.json = json;
        this.channels = channels;
        this.waker = waker;
        this.clock = clock;
    }

    @Override
    public void shown(Party reader, PublishedResource resource) {
        if (!TYPES.contains(resource.type())
                || !channels.anyPulls()
                || !UUIDS.matcher(resource.id()).matches()) {
            return;
        }
        UUID id = UUID.fromString(resource.id());
        destination(id)
                .filter(queue -> isPulledBy(reader, queue))
                .ifPresent(queue -> unitOfWork.write(transaction -> {
                    delivered(id);
                    return id;
                }));
    }

    /** Of the delivery that waits for the entry to be read; empty where none waits. */
    private Optional<String> destination(UUID entry) {
        return jdbc.sql("""
                        select delivery.destination
                        from delivery join record_entry on record_entry.id = delivery.subject
                        where record_entry.id = :id and record_entry.status = 'sent'
                            and delivery.kind = 'entry-to-record' and delivery.state = 'awaiting'
                        """).param("id", entry).query(String.class).optional();
    }

    /** Where nobody proves who they are, as in the sandbox, the one sender stands for every practice. */
    private boolean isPulledBy(Party reader, String queue) {
        return RecordDestination.practice(queue)
                .filter(ods -> channels.of(new Practice(ods, Optional.empty())) == RecordChannel.PULL)
                .filter(ods -> reader.odsCode().map(ods::equalsIgnoreCase).orElse(true))
                .isPresent();
    }

    private void delivered(UUID id) {
        jdbc.sql("select document from record_entry where id = :id and status = 'sent' for update")
                .param("id", id)
                .query((row, number) -> json.readValue(row.getString("document"), RecordEntry.class))
                .optional()
                .ifPresent(entry -> {
                    writer.move(
                            entry.now(
                                    FilingStatus.DELIVERED,
                                    Optional.of("Delivered, not proven in the record: the practice read it."),
                                    Optional.empty()),
                            clock.instant());
                    waker.wake(id);
                });
    }
}
