package org.linkway.gateway.partner;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.ReferralJson;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

final class TestAccess {
    private TestAccess() {}

    /** Proves nothing. */
    static Access none() {
        return with(Map.of()).of("linkway.test.access", Optional.empty());
    }

    static PartnerAccess with(Map<String, AccessProperties.Proof> access) {
        return with(access, new DefaultSslBundleRegistry(), Clock.systemUTC());
    }

    static PartnerAccess with(
            Map<String, AccessProperties.Proof> access, DefaultSslBundleRegistry bundles, Clock clock) {
        return new PartnerAccess(
                new AccessProperties(access),
                TestPartners.at("http://unused.invalid", "http://unused.invalid"),
                bundles,
                ReferralJson.mapper(),
                clock);
    }
}
