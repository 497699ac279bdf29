package org.linkway.gateway.partner;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.gateway.config.OnwardProperties;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralStatus;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.translation.OnwardMessage;
import org.springframework.stereotype.Component;

/** Services whose systems speak FHIR R4: an onward referral is a transaction there, and its Task says how it stands. */
@Component
class FhirOnwardServices {
    private final OnwardProperties properties;
    private final PartnerEndpoints endpoints;
    private final FhirPartner partner;
    private final OnwardAccess access;

    FhirOnwardServices(OnwardProperties properties, PartnerEndpoints endpoints, OnwardAccess access) {
        this.properties = properties;
        this.endpoints = endpoints;
        this.access = access;
        this.partner = new FhirPartner("The service's system");
    }

    void send(String service, Referral referral, OnwardReferral onward) {
        IGenericClient client = client(service);
        if (referral.status() == ReferralStatus.ENTERED_IN_ERROR) {
            task(client, onward)
                    .filter(task -> task.getStatus() != Task.TaskStatus.ENTEREDINERROR)
                    .ifPresent(task -> change(client, OnwardMessage.enteredInError(task, onward)));
            return;
        }
        if (onward.status() == ReferralStatus.CANCELLED) {
            task(client, onward)
                    .filter(OnwardMessage::isOpen)
                    .ifPresent(task -> change(client, OnwardMessage.cancelled(task, onward)));
            return;
        }
        Bundle response = partner.asking(() -> client.transaction()
                .withBundle(OnwardMessage.toFhir(
                        referral, onward, properties.services().get(service).kind()))
                .execute());
        if (response.getType() != Bundle.BundleType.TRANSACTIONRESPONSE) {
            throw new PartnerUnavailable(partner.name() + " did not answer the transaction with its result.");
        }
    }

    /** What has ended there stays as it ended, but for a mistake; what never arrived needs no taking back. */
    private void change(IGenericClient client, Task task) {
        MethodOutcome updated =
                partner.asking(() -> client.update().resource(task).execute());
        if (updated.getId() == null) {
            throw new PartnerUnavailable(partner.name() + " did not answer the cancellation with its result.");
        }
    }

    Optional<OnwardUpdate> ask(String service, OnwardReferral onward) {
        return task(client(service), onward).flatMap(task -> OnwardMessage.toModel(task, onward));
    }

    /** Posted, because identifiers of referrals do not belong into logs of addresses. */
    private Optional<Task> task(IGenericClient client, OnwardReferral onward) {
        Bundle found = partner.asking(() -> client.search()
                .forResource(Task.class)
                .usingStyle(SearchStyleEnum.POST)
                .where(new TokenClientParam("identifier")
                        .exactly()
                        .systemAndIdentifier(
                                IdentifierSystem.LINKWAY_REFERRAL.uri(),
                                onward.id().toString()))
                .returnBundle(Bundle.class)
                .execute());
        List<Task> tasks = found.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .filter(task -> OnwardMessage.isOf(task, onward))
                .toList();
        if (tasks.size() > 1) {
            throw new PartnerRefused(partner.name() + " holds " + tasks.size() + " Tasks of this onward referral.");
        }
        return tasks.stream().findFirst();
    }

    private IGenericClient client(String service) {
        OnwardProperties.Service known = properties.services().get(service);
        if (known == null) {
            throw new PartnerRefused("The service '" + service + "' is not connected any more.");
        }
        return partner.client(endpoints.resolved(known.endpoint()), access.of(service));
    }
}
