package org.linkway.conformance.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.linkway.conformance.command.CommandFailed;

/** Keys and certificates in files: PKCS#12, or PEM for whom to trust. */
final class Stores {
    private static final String PEM = "-----BEGIN ";

    private Stores() {}

    /**
     * @param certificate who to be; empty for nobody
     * @param trust whom to trust; empty for whom this machine trusts
     * @throws CommandFailed where a file cannot be opened, or does not hold what it is for
     */
    static SSLContext context(Optional<Path> certificate, Optional<Path> trust, char[] password) {
        KeyManager[] keys = certificate.map(file -> keys(file, password)).orElse(null);
        TrustManager[] trusted = trust.map(file -> trusted(file, password)).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keys(Path file, char[] password) {
        try {
            KeyStore store = pkcs12(Files.readAllBytes(file), password);
            if (!holdsAKey(store)) {
                throw new CommandFailed(file + " holds no key.");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw unopened(file);
        }
    }

    private static TrustManager[] trusted(Path file, char[] password) {
        TrustManager[] managers;
        try {
            byte[] bytes = Files.readAllBytes(file);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(new String(bytes, US_ASCII).contains(PEM) ? pem(bytes) : pkcs12(bytes, password));
            managers = factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw unopened(file);
        }
        if (Arrays.stream(managers).noneMatch(Stores::trustsSomebody)) {
            throw new CommandFailed(file + " holds no certificate that Java would trust. Give the certificates as PEM, "
                    + "or put them into a PKCS#12 file by keytool -importcert.");
        }
        return managers;
    }

    private static boolean holdsAKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private static boolean trustsSomebody(TrustManager manager) {
        return manager instanceof X509TrustManager x509 && x509.getAcceptedIssuers().length > 0;
    }

    private static KeyStore pkcs12(byte[] bytes, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), password);
        return store;
    }

    private static KeyStore pem(byte[] bytes) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    private static CommandFailed unopened(Path file) {
        return new CommandFailed(
                file + " cannot be opened: check the file, and the password in --store-password-file.");
    }
}
