package org.linkway.translation;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;

/** What the sender of a ServiceRequest is told when no Task comes for it. */
final class MissingTaskMapper {
    private MissingTaskMapper() {}

    static Communication toFhir(ServiceRequest request, String id, Instant now) {
        Communication notice = new Communication();
        notice.setId(id);
        String place = "ServiceRequest/" + request.getIdElement().getIdPart();
        notice.setStatus(CommunicationStatus.COMPLETED)
                .setSubject(request.getSubject().copy())
                .addBasedOn(new Reference(place))
                .setSent(Date.from(now));
        notice.getTopic().setText("No referral is open");
        notice.addPayload()
                .setContent(new StringType("No Task has come for " + place
                        + ", so no referral is open and nobody acts on it. Create a Task with focus on it; or, where it was"
                        + " sent by mistake, do nothing."));
        return notice;
    }
}
