package org.linkway.gateway.config;

import io.micrometer.common.KeyValues;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * What is told of a request to whoever gathers traces: by Spring's default its whole path too, and somebody may write a patient's
 * number there. The pattern of the path, which has no values, is told still.
 */
@Component
final class NamelessObservations extends DefaultServerRequestObservationConvention {

    @Override
    public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
    }
}
