package org.linkway.routes.outbound;

import java.util.Optional;
import org.linkway.referral.RecordEntry;
import org.linkway.referral.Sending;
import org.linkway.workflow.FilingAddress;
import org.linkway.workflow.RecordChannel;

/** A record entry, and where and how it goes. */
record AddressedEntry(FilingJob job, FilingAddress address, RecordChannel channel) {
    RecordEntry entry() {
        return job.entry();
    }

    Sending sending() {
        return new Sending(address.practice().odsCode(), channel.code(), Optional.of(address.nhsNumber()));
    }

    boolean goesBy(RecordChannel other) {
        return channel == other;
    }

    AddressedEntry with(RecordEntry moved) {
        return new AddressedEntry(job.with(moved), address, channel);
    }
}
