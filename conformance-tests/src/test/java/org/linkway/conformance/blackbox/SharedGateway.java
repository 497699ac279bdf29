package org.linkway.conformance.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SenderSystem;

/**
 * One quiet gateway for all test classes of a JVM that do not restart it or ask for options of their own; and for each class that asks
 * for them, two that share a database.
 */
final class SharedGateway implements ParameterResolver, TestWatcher {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedGateway.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == GatewayProcess.class || type == SenderSystem.class || type == TwoNodes.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = ofThisJvm(context).computeIfAbsent(Running.class, key -> new Running(), Running.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == TwoNodes.class) {
            return topLevel(context)
                    .getStore(NAMESPACE)
                    .computeIfAbsent(TwoNodes.class, key -> running.twoNodes(), TwoNodes.class);
        }
        return type == GatewayProcess.class ? running.gateway : running.sender;
    }

    /** Why it failed may stand in what the gateway printed, which goes with it. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Running running = ofThisJvm(context).get(Running.class, Running.class);
        if (running != null) {
            System.out.println(
                    context.getDisplayName() + " failed. The gateway's last words:\n" + running.gateway.tail());
        }
    }

    /** Where several JVMs share the classes out, each class is an execution of its own. */
    private static ExtensionContext.Store ofThisJvm(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    /** That of the test class as a whole, however often it runs. */
    private static ExtensionContext topLevel(ExtensionContext context) {
        ExtensionContext parent = context.getParent().orElseThrow();
        return parent == context.getRoot() ? context : topLevel(parent);
    }

    /** Closed by JUnit with the store, when the last test is done. */
    private static final class Running implements AutoCloseable {
        private final Path dataDir = temporaryDirectory();
        private final SenderSystem sender = new SenderSystem();
        private final Map<String, String> options = Map.of(
                "linkway.door.accepted-use-cases",
                GpReferral.BARS_USE_CASE,
                "linkway.sender.fhir-bases",
                sender.base());
        private final GatewayProcess gateway = GatewayProcess.quiet(dataDir, options);

        private TwoNodes twoNodes() {
            return new TwoNodes(dataDir, options);
        }

        @Override
        public void close() throws IOException {
            gateway.close();
            sender.close();
            try (Stream<Path> files = Files.walk(dataDir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private static Path temporaryDirectory() {
            try {
                return Files.createTempDirectory("linkway");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
