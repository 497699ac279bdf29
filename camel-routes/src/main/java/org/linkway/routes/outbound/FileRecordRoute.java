package org.linkway.routes.outbound;

import static org.linkway.routes.RouteId.OUTBOUND_RECORD_FILE;

import org.apache.camel.builder.RouteBuilder;
import org.linkway.referral.RecordEntry;
import org.linkway.routes.ErrorPolicy;
import org.linkway.workflow.Delivery;

/**
 * An entry goes into the GP record. Takes a {@link Delivery}, answers a {@link DeliveryOutcome}. An entry that was settled by
 * an attempt whose end was never noted is not sent again.
 */
public final class FileRecordRoute extends RouteBuilder {
    private final FileEntry entry;

    public FileRecordRoute(FileEntry entry) {
        this.entry = entry;
    }

    // spotless:off
    @Override
    public void configure() {
        from(OUTBOUND_RECORD_FILE.endpoint()).routeId(OUTBOUND_RECORD_FILE.id())
            .routeConfigurationId(ErrorPolicy.ALL)
            .transform().body(Delivery.class, entry::load).id("load")
            .choice()
                .when().body(FilingJob.class, job -> job.entry().status().isSettled())
                    .transform().body(FilingJob.class, FilingJob::entry).endChoice()
                .otherwise()
                    .transform().body(FilingJob.class, entry::address).id("address")
                    .transform().body(AddressedEntry.class, entry::write).id("write")
                    .transform().body(AddressedEntry.class, entry::readBack).id("read-back")
            .end()
            .transform().body(RecordEntry.class, FileEntry::outcome).id("outcome");
    }
    // spotless:on
}
