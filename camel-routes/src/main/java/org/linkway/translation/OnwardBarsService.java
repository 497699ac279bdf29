package org.linkway.translation;

import java.util.Optional;

/**
 * A service that takes onward referrals as BaRS messages.
 *
 * @param address by which BaRS routes to it
 * @param odsCode of the organisation that runs it; empty where it was not told
 * @param useCase of BaRS, as the service has agreed it
 */
public record OnwardBarsService(
        ServiceAddress address, Optional<String> odsCode, String useCase, OnwardRecipient kind) {}
