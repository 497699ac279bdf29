package org.linkway.gateway.security;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients where to get tokens: SMART App Launch 2.2, {@code .well-known/smart-configuration}. */
@RestController
class SmartConfiguration {
    private final SecurityProperties security;

    SmartConfiguration(SecurityProperties security) {
        this.security = security;
    }

    /** Beside the FHIR base, and at the root for those who look there. */
    @GetMapping({"/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration"})
    ResponseEntity<Map<String, Object>> smart() {
        return security.issuer()
                .filter(issuer -> !security.external())
                .map(SecurityProperties::withoutSlash)
                .map(issuer -> ResponseEntity.ok(Map.<String, Object>of(
                        "issuer", issuer,
                        "token_endpoint", issuer + "/oauth2/token",
                        "jwks_uri", issuer + "/oauth2/jwks",
                        "grant_types_supported", List.of("client_credentials"),
                        "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
                        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "RS512", "ES384"),
                        "scopes_supported", List.of("system/*.cruds", Scopes.LOCAL_READ, Scopes.LOCAL_WRITE),
                        "capabilities", List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"))))
                .or(() -> security.issuer()
                        .filter(issuer -> security.external())
                        .map(issuer -> ResponseEntity.ok(Map.of("issuer", issuer.toString()))))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).build());
    }
}
