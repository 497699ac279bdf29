package org.linkway.gateway.partner;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.linkway.gateway.config.AccessProperties;
import org.linkway.gateway.config.PartnerProperties;
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

    /** Proves nothing, and waits no longer for a whole answer. */
    static Access waiting(Duration longest) {
        return new PartnerAccess(
                        new AccessProperties(Map.of()),
                        new PartnerProperties("http://unused", "http://unused", Duration.ofSeconds(2), longest),
                        new DefaultSslBundleRegistry(),
                        ReferralJson.mapper(),
                        Clock.systemUTC())
                .open();
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
