package org.linkway.workflow;

import java.util.UUID;

/** Where new ids come from; given in, so that use cases stay pure. */
@FunctionalInterface
public interface Ids {
    UUID next();
}
