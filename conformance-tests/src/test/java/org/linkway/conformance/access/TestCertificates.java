package org.linkway.conformance.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keys for localhost with certificates that they signed themselves: made for a test, and of no use afterwards. */
public record TestCertificates(Path folder) {
    public static final String PASSWORD = "not-a-secret";

    /** A key, and the certificate in PEM for whoever is to trust it. */
    public record Identity(Path store, Path certificate) {}

    public Identity identity(String name) throws IOException, InterruptedException {
        Identity identity = new Identity(folder.resolve(name + ".p12"), folder.resolve(name + ".pem"));
        keytool(
                identity.store(),
                List.of("-genkeypair", "-alias", name, "-keyalg", "RSA", "-dname", "CN=" + name),
                List.of("-ext", "san=dns:localhost"));
        keytool(
                identity.store(),
                List.of("-exportcert", "-rfc", "-alias", name),
                List.of("-file", identity.certificate().toString()));
        return identity;
    }

    /** A PKCS#12 file that trusts it. */
    public Path trusting(Identity identity) throws IOException, InterruptedException {
        Path store = folder.resolve("trusts-" + identity.store().getFileName());
        keytool(
                store,
                List.of("-importcert", "-noprompt", "-alias", "trusted"),
                List.of("-file", identity.certificate().toString()));
        return store;
    }

    public Path passwordFile() throws IOException {
        return Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    private static void keytool(Path store, List<String> what, List<String> more)
            throws IOException, InterruptedException {
        List<String> tool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        List<String> in = List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD);
        Process process = new ProcessBuilder(
                        Stream.of(tool, what, more, in).flatMap(List::stream).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }
}
