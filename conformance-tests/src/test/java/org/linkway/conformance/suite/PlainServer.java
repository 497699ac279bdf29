package org.linkway.conformance.suite;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * A FHIR server that knows nothing of Linkway: HAPI's, with three types of resource in memory. It offers create, read, update
 * and a search by identifier, and neither transactions nor operations.
 */
final class PlainServer implements AutoCloseable {
    // Kept, because the logging of the JDK forgets what nobody holds.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();

    private PlainServer(Path folder) {
        TOMCAT.setLevel(Level.WARNING);
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        RestfulServer fhir = new RestfulServer(FhirContext.forR4Cached());
        fhir.setResourceProviders(List.of(
                new PlainResources(Patient.class),
                new PlainResources(ServiceRequest.class),
                new PlainResources(Task.class)));
        StandardContext context = (StandardContext) tomcat.addContext("", folder.toString());
        // Nothing outlives the test that it could look for.
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        Tomcat.addServlet(context, "fhir", fhir);
        context.addServletMappingDecoded("/fhir/*", "fhir");
    }

    /** @param folder for what the servlet container writes down */
    static PlainServer start(Path folder) {
        PlainServer server = new PlainServer(folder);
        try {
            server.tomcat.getConnector();
            server.tomcat.start();
        } catch (LifecycleException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return server;
    }

    String base() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir";
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
