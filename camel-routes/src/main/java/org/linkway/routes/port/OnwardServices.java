package org.linkway.routes.port;

import java.util.Optional;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.translation.ServiceAddress;

/** Services with a system of their own, to which people are referred on. */
public interface OnwardServices {
    /** Whether this gateway can reach a service under this id. */
    boolean isConnected(String service);

    /** By which BaRS knows the service; empty for one that does not speak BaRS. */
    default Optional<ServiceAddress> address(String service) {
        return Optional.empty();
    }

    /**
     * Brings an onward referral as it stands now; sent again, it makes no second one.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    void send(String service, Referral referral, OnwardReferral onward);

    /**
     * What the service says about it now; empty where that is nothing new.
     *
     * @throws PartnerUnavailable when it may work later
     * @throws PartnerRefused when it will not
     */
    Optional<OnwardUpdate> ask(String service, OnwardReferral onward);
}
