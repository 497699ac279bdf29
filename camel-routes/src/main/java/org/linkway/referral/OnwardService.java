package org.linkway.referral;

import java.util.Optional;

/**
 * A service to which a person is connected: a choir, debt advice, a walking group.
 *
 * @param id by which this gateway knows the service's own system, where it has one
 */
public record OnwardService(Optional<String> name, Optional<String> id) {}
