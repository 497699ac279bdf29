package org.linkway.gateway.security;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells clients where to get tokens: SMART App Launch 2.2, {@code .well-known/smart-configuration}. */
@RestController
class SmartConfiguration {
    private static final List<String> GRANTS = List.of("client_credentials");
    private static final List<String> PROOFS = List.of("private_key_jwt");
    private static final List<String> SCOPES =
            List.of("system/*.cruds", Scopes.LOCAL_READ, Scopes.LOCAL_WRITE, Scopes.METRICS);
    private static final List<String> CAPABILITIES =
            List.of("client-confidential-asymmetric", "permission-v1", "permission-v2");

    private final SecurityProperties security;

    SmartConfiguration(SecurityProperties security) {
        this.security = security;
    }

    /** Without the address there is nothing to go on with but the issuer's own metadata. */
    private ResponseEntity<Map<String, Object>> elsewhere(URI issuer) {
        return ResponseEntity.ok(security.tokenEndpoint()
                .map(tokens -> Map.<String, Object>of(
                        "issuer", issuer.toString(),
                        "token_endpoint", tokens.toString(),
                        "grant_types_supported", GRANTS,
                        "token_endpoint_auth_methods_supported", PROOFS,
                        "scopes_supported", SCOPES,
                        "capabilities", CAPABILITIES))
                .orElseGet(() -> Map.of("issuer", issuer.toString())));
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
                        "grant_types_supported", GRANTS,
                        "token_endpoint_auth_methods_supported", PROOFS,
                        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "RS512", "ES384"),
                        "scopes_supported", SCOPES,
                        "capabilities", CAPABILITIES)))
                .or(() ->
                        security.issuer().filter(issuer -> security.external()).map(this::elsewhere))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.NOT_FOUND).build());
    }
}
