package org.linkway.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The certificate with which a caller came, over TLS or by way of the declared proxy. */
final class ClientCertificates {
    private static final String OF_TLS = "jakarta.servlet.request.X509Certificate";
    private static final int DNS_NAME = 2;

    private final Optional<String> header;

    ClientCertificates(SecurityProperties properties) {
        this.header = Optional.of(properties.proxy())
                .filter(SecurityProperties.Proxy::declared)
                .flatMap(SecurityProperties.Proxy::certificateHeader);
    }

    Optional<X509Certificate> of(HttpServletRequest request) {
        return header.isPresent()
                ? header.flatMap(name -> only(request, name))
                        .flatMap(ClientCertificates::read)
                        .filter(ClientCertificates::isValidNow)
                : Optional.ofNullable((X509Certificate[]) request.getAttribute(OF_TLS))
                        .filter(chain -> chain.length > 0)
                        .map(chain -> chain[0]);
    }

    /** A proxy that adds its own behind the caller's has not taken that out. */
    private static Optional<String> only(HttpServletRequest request, String name) {
        List<String> given = Collections.list(request.getHeaders(name));
        return given.size() == 1 ? Optional.of(given.get(0)) : Optional.empty();
    }

    private static Optional<X509Certificate> read(String pem) {
        try {
            byte[] bytes = URLDecoder.decode(pem, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** TLS looks itself; a proxy may be told to pass on whatever it gets. */
    private static boolean isValidNow(X509Certificate certificate) {
        try {
            certificate.checkValidity();
            return true;
        } catch (CertificateException ranOut) {
            return false;
        }
    }

    /**
     * Whether it is one of those with which the party comes. What a proxy passes on may be anybody's making, if it does not look at
     * who issued it: there the very certificate counts, and no name in it.
     */
    boolean isOf(X509Certificate certificate, RegisteredParty party) {
        String thumbprint = thumbprint(certificate);
        Set<String> bound = party.certificates();
        return bound.stream().anyMatch(thumbprint::equalsIgnoreCase)
                || (header.isEmpty()
                        && names(certificate).stream()
                                .anyMatch(name -> bound.stream().anyMatch(name::equalsIgnoreCase)));
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate cannot be read again.", e);
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> (String) name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
