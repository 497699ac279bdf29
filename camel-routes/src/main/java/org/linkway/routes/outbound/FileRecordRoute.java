package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_RECORD_FILE;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;
import org.linkway.workflow.RecordChannel;

/**
 * An entry goes into the GP record. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. An entry that was settled by
 * an attempt whose end was never noted is not sent again.
 */
public final class FileRecordRoute extends RouteBuilder {
    private final FileEntry entry;
    private final ProveInRecord record;
    private final HandOverEntry channel;

    public FileRecordRoute(FileEntry entry, ProveInRecord record, HandOverEntry channel) {
        this.entry = entry;
        this.record = record;
        this.channel = channel;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_RECORD_FILE.endpoint()).routeId(OUTBOUND_RECORD_FILE.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, entry::load).id("load")
            .transform().body(FilingJob.class, channel::look).id("look")
            .choice()
                .when().body(FilingJob.class, FilingJob::isDone)
                    .transform().body(FilingJob.class, FilingJob::entry).endChoice()
                .otherwise()
                    .transform().body(FilingJob.class, entry::address).id("address")
                    .choice()
                        .when().body(AddressedEntry.class, it -> it.goesBy(RecordChannel.FHIR))
                            .transform().body(AddressedEntry.class, record::find).id("find")
                            .transform().body(FoundEntry.class, record::write).id("write")
                            .transform().body(FoundEntry.class, record::readBack).id("read-back").endChoice()
                        .otherwise()
                            .transform().body(AddressedEntry.class, channel::hand).id("hand-over")
                    .end()
            .end()
            .transform().body(RecordEntry.class, FileEntry::outcome).id("outcome");
    }
    // spotless:on
}
