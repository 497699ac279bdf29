package org.linkway.conformance.partner;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.Set;
import java.util.function.Function;
import org.linkway.conformance.partner.PartnerFaults.Fault;

/** How a partner answers a request, with its faults of the moment. */
final class FaultyExchange {
    private final PartnerFaults faults;

    FaultyExchange(PartnerFaults faults) {
        this.faults = faults;
    }

    /** How a partner words that it does not do what was asked. */
    @FunctionalInterface
    interface Refusal {
        ResponseDefinitionBuilder of(int status, String sentence);
    }

    /**
     * One request.
     *
     * @param work does what was asked; it is given the faults that the request meets
     */
    ResponseDefinition answer(Function<Set<Fault>, ResponseDefinitionBuilder> work, Refusal refusal) {
        Set<Fault> met = faults.ofNextRequest();
        if (met.contains(Fault.HANGS_UP)) {
            return broken(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER);
        }
        if (met.contains(Fault.FAILS)) {
            return held(refusal.of(500, "Out of order."), met);
        }
        if (met.contains(Fault.IS_BUSY)) {
            return held(refusal.of(429, "Busy.").withHeader("Retry-After", "1"), met);
        }
        ResponseDefinition answer = held(work.apply(met), met);
        return met.contains(Fault.BREAKS_OFF)
                ? broken(com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK)
                : answer;
    }

    private ResponseDefinition held(ResponseDefinitionBuilder answer, Set<Fault> met) {
        return answer.withFixedDelay(Math.toIntExact(faults.delay(met).toMillis()))
                .build();
    }

    private static ResponseDefinition broken(com.github.tomakehurst.wiremock.http.Fault how) {
        return new ResponseDefinitionBuilder().withStatus(200).withFault(how).build();
    }
}
