package org.linkway.gateway.partner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/** Keys and certificates that are made for a test and are of no use afterwards. */
final class TestKeys {
    static final String PASSWORD = "not-a-secret";

    private TestKeys() {}

    static KeyPair pair(String algorithm, int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static Path pem(Path folder, KeyPair pair) throws IOException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(pair.getPrivate().getEncoded());
        return Files.writeString(
                Files.createTempFile(folder, "key", ".pem"),
                "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }

    /** A key store with a key of its own and a certificate that it signed itself, for 127.0.0.1. */
    static Path keyStore(Path folder, String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return store;
    }

    /** A store that trusts what is in the other. */
    static Path trusting(Path folder, Path keyStore, String name) throws IOException, InterruptedException {
        Path certificate = folder.resolve(name + ".crt");
        Path trust = folder.resolve("trusts-" + name + ".p12");
        keytool(
                "-exportcert",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-keystore",
                keyStore.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                trust.toString(),
                "-storepass",
                PASSWORD);
        return trust;
    }

    /** @param keyStore whose key is shown; null for none */
    static SslBundle bundle(Path keyStore, Path trustStore) {
        return SslBundle.of(new JksSslStoreBundle(keyStore == null ? null : details(keyStore), details(trustStore)));
    }

    private static JksSslStoreDetails details(Path store) {
        return new JksSslStoreDetails("PKCS12", null, store.toUri().toString(), PASSWORD);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }
}
