package org.linkway.gateway.store;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
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
import org.linkway.routes.port.PublishedResources.Version;
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
    public void shown(Party reader, Version version) {
        PublishedResource resource = version.resource();
        if (!TYPES.contains(resource.type())
                || !channels.anyPulls()
                || !UUIDS.matcher(resource.id()).matches()) {
            return;
        }
        UUID id = UUID.fromString(resource.id());
        if (waitsFor(id, version).stream().anyMatch(queue -> isPulledBy(reader, queue))) {
            unitOfWork.write(transaction -> {
                delivered(id);
                return id;
            });
        }
    }

    /**
     * The queues in which deliveries of the entry wait, or are still on their way to wait; none where what was read is not how
     * it stands now.
     */
    private List<String> waitsFor(UUID entry, Version version) {
        return jdbc.sql("""
                        select delivery.destination
                        from delivery join record_entry on record_entry.id = delivery.subject
                        where record_entry.id = :id and record_entry.status in ('planned', 'sent')
                            and delivery.kind = 'entry-to-record'
                            and delivery.state in ('pending', 'retrying', 'awaiting')
                            and not exists (
                                select 1 from resource_version
                                where type = :type and resource_version.id = :resource and version > :version)
                        """)
                .param("id", entry)
                .param("type", version.resource().type())
                .param("resource", version.resource().id())
                .param("version", version.version())
                .query(String.class)
                .list();
    }

    /** Where nobody proves who they are, as in the sandbox, the one sender stands for every practice. */
    private boolean isPulledBy(Party reader, String queue) {
        return RecordDestination.practice(queue)
                .filter(ods -> channels.of(new Practice(ods, Optional.empty())) == RecordChannel.PULL)
                .filter(ods -> reader.odsCode().map(ods::equalsIgnoreCase).orElse(true))
                .isPresent();
    }

    private void delivered(UUID id) {
        jdbc.sql("select document from record_entry where id = :id and status in ('planned', 'sent') for update")
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
