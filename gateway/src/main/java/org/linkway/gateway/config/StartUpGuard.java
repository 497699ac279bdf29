package org.linkway.gateway.config;

import java.util.ArrayList;
import java.util.List;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.springframework.stereotype.Component;

/** Refuses to start what must not run with real people, with one sentence for each reason. */
@Component
class StartUpGuard {

    StartUpGuard(GatewayProperties gateway, DoorProperties door, PdsProperties pds) {
        List<String> refusals = refusals(gateway, door, pds);
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(String.join(" ", refusals));
        }
    }

    private static List<String> refusals(GatewayProperties gateway, DoorProperties door, PdsProperties pds) {
        List<String> refusals = new ArrayList<>();
        if (gateway.mode() == Mode.PRODUCTION) {
            refusals.add("linkway.mode=production: this version cannot authenticate its callers,"
                    + " so it runs only as a sandbox.");
            if (pds.base() == null) {
                refusals.add("linkway.pds.base: production takes nobody's word for who and where a person is; name the"
                        + " demographics service that is asked.");
            }
            if (door.corsOrigins().contains("*")) {
                refusals.add("linkway.door.cors-origins=*: in production no page of just anybody calls the doors from a"
                        + " browser; name the origins, or none.");
            }
            if (door.acceptFailingNhsNumbers()) {
                refusals.add("linkway.door.accept-failing-nhs-numbers=true: production takes no NHS number whose check"
                        + " digit fails; set it to false.");
            }
        }
        return refusals;
    }
}
