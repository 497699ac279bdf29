package org.linkway.gateway.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linkway.gateway.GatewayApplication;
import org.linkway.gateway.journey.CleanLog;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** A gateway that lets in nobody who does not prove who they are, with two practices, two link workers' platforms and two services. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "linkway.sandbox.autopilot=false",
            "linkway.sandbox.demo=false",
            "linkway.security.authentication=required",
            "linkway.security.issuer=" + PartySystem.ISSUER,
            "linkway.subscription.allowed-private-hosts=localhost",
            // All of them knock from one address, often in vain.
            "linkway.limits.failed-logins=100000",
            "linkway.registration.allowed-hosts=127.0.0.1,*.example.org",
            "linkway.registration.plain-hosts=127.0.0.1",
            "linkway.security.proxy.declared=true",
            "linkway.security.proxy.certificate-header=X-Client-Certificate"
        })
@ContextConfiguration(initializers = Secured.Keys.class)
@ExtendWith(CleanLog.class)
@interface Secured {
    /** Hosts that are allowed by their name, and are at no address where a notification may go. */
    String NOWHERE_TO_TELL = "127.0.0.1,127.1,2130706433,0.0.0.0,[::1],[::ffff:127.0.0.1],[::ffff:7f00:1],"
            + "169.254.169.254,[fe80::1],[fd00:ec2::254],[64:ff9b::7f00:1],10.0.0.1,172.16.0.1,192.168.0.1,100.64.0.1";

    /** At which they take BaRS responses. */
    String ACORNS_SERVICE = "2000099902";

    String BIRCHS_SERVICE = "2000099903";

    /** By which BaRS knows the services to which people are referred on. */
    String ELMS_SERVICE = "2000099904";

    String FIRS_SERVICE = "2000099905";

    PartySystem ACORN = new PartySystem("acorn-surgery");
    PartySystem BIRCH = new PartySystem("birch-surgery");
    PartySystem CEDAR = new PartySystem("cedar-link-workers");
    PartySystem DOGWOOD = new PartySystem("dogwood-link-workers");
    PartySystem ELM = new PartySystem("elm-advice");
    PartySystem FIR = new PartySystem("fir-debt-help");
    PartySystem FORMER = new PartySystem("former-surgery");
    PartySystem LINKWAY = new PartySystem("linkway-itself");
    IdentityProvider PROVIDER = new IdentityProvider();
    InventedServices SERVICES = new InventedServices();

    /** Who is registered, with which keys. */
    final class Keys implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext gateway) {
            Map<String, Object> settings = new HashMap<>();
            // More than anybody should allow: what stands behind a name is looked at, too.
            settings.put(
                    "linkway.subscription.allowed-endpoints",
                    "localhost," + NOWHERE_TO_TELL + "," + nameOfThisMachine());
            party(settings, ACORN, "sender", "A99999", "system/*.cruds");
            party(settings, BIRCH, "sender", "B99999", "system/*.cruds");
            party(settings, CEDAR, "worker", "CED01", "local.read,local.write");
            party(settings, DOGWOOD, "worker", "DOG01", "local.read,local.write");
            party(settings, ELM, "onward", "ELM01", "system/ServiceRequest.u");
            party(settings, FIR, "onward", "FIR01", "system/ServiceRequest.u");
            party(settings, FORMER, "sender", "F99999", "system/*.cruds");
            settings.put("linkway.parties.former-surgery.active", "false");
            settings.put("linkway.parties.acorn-surgery.services", ACORNS_SERVICE);
            settings.put("linkway.parties.birch-surgery.services", BIRCHS_SERVICE);
            settings.put("linkway.bars.endpoints." + ACORNS_SERVICE, SERVICES.base(ACORN));
            onward(settings, ELM, ELMS_SERVICE);
            onward(settings, FIR, FIRS_SERVICE);
            settings.put("linkway.people.issuer", PROVIDER.issuer());
            settings.put("linkway.people.client-id", IdentityProvider.CLIENT);
            settings.put("linkway.people.client-secret", "invented");
            settings.put("linkway.people.audience", IdentityProvider.AUDIENCE);
            settings.put("linkway.people.users.olive.password", "invented");
            settings.put("linkway.people.users.olive.roles", "operator");
            Path directory = directory();
            settings.put("linkway.data-dir", directory.toString());
            settings.put("linkway.security.signing-keys", signingKey(directory).toString());
            gateway.getEnvironment().getPropertySources().addFirst(new MapPropertySource("secured", settings));
        }

        private static void party(
                Map<String, Object> settings, PartySystem system, String kind, String odsCode, String scopes) {
            String setting = "linkway.parties." + system.id();
            settings.put(setting + ".kind", kind);
            settings.put(setting + ".name", "Invented " + system.id());
            settings.put(setting + ".ods-codes", odsCode);
            settings.put(setting + ".scopes", scopes);
            settings.put(setting + ".jwks", system.publicKeys());
        }

        private static void onward(Map<String, Object> settings, PartySystem system, String service) {
            settings.put("linkway.parties." + system.id() + ".services", service);
            String setting = "linkway.onward.services." + system.id();
            settings.put(setting + ".endpoint", SERVICES.base(system));
            settings.put(setting + ".protocol", "bars");
            settings.put(setting + ".bars-service", "https://fhir.nhs.uk/Id/dos-service-id|" + service);
            settings.put(setting + ".bars-use-case", "a5t1");
        }

        static String nameOfThisMachine() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "this-machine.invalid";
            }
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory("linkway-secured");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path signingKey(Path directory) {
            try {
                String pem = "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(LINKWAY.key().toRSAPrivateKey().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
                return Files.writeString(directory.resolve("signing.pem"), pem);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
