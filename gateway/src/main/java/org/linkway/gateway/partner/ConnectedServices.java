package org.linkway.gateway.partner;

import java.util.Optional;
import org.linkway.gateway.config.OnwardProperties;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.routes.port.OnwardServices;
import org.linkway.translation.MessageTranslation;
import org.linkway.translation.OnwardBarsService;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.Body;
import org.springframework.stereotype.Component;

/** The services with a system of their own, each spoken to as it can be. One that speaks BaRS tells by itself how it stands. */
@Component
class ConnectedServices implements OnwardServices {
    private final OnwardProperties properties;
    private final FhirOnwardServices fhir;
    private final BarsClient bars;
    private final MessageTranslation translation;
    private final OnwardAccess access;

    ConnectedServices(
            OnwardProperties properties,
            FhirOnwardServices fhir,
            BarsClient bars,
            MessageTranslation translation,
            OnwardAccess access) {
        this.properties = properties;
        this.fhir = fhir;
        this.bars = bars;
        this.translation = translation;
        this.access = access;
    }

    @Override
    public boolean isConnected(String service) {
        return properties.services().containsKey(service);
    }

    @Override
    public Optional<ServiceAddress> address(String service) {
        return known(service).flatMap(OnwardProperties.Service::address);
    }

    private Optional<OnwardProperties.Service> known(String service) {
        return Optional.ofNullable(properties.services().get(service));
    }

    @Override
    public void send(String service, Referral referral, OnwardReferral onward) {
        Optional<OnwardBarsService> to = known(service).flatMap(OnwardProperties.Service::bars);
        if (to.isPresent()) {
            String base = known(service).orElseThrow().endpoint();
            Optional<Body> found = translation
                    .soughtFirst(referral, onward, to.get())
                    .flatMap(search -> bars.search(base, access.of(service), search));
            bars.send(base, access.of(service), translation.onward(referral, onward, to.get(), found));
        } else {
            fhir.send(service, referral, onward);
        }
    }

    @Override
    public Optional<OnwardUpdate> ask(String service, OnwardReferral onward) {
        return address(service).isPresent() ? Optional.empty() : fhir.ask(service, onward);
    }
}
