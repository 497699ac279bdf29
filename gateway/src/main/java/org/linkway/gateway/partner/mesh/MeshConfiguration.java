package org.linkway.gateway.partner.mesh;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.linkway.gateway.config.BarsProperties;
import org.linkway.gateway.config.MeshProperties;
import org.linkway.gateway.config.MeshProperties.Connection;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.partner.mesh.MeshDocumentChannel.Patience;
import org.linkway.gateway.partner.mesh.MeshDocumentChannel.Post;
import org.linkway.gateway.store.MeshLedger;
import org.linkway.routes.port.DocumentChannel;
import org.linkway.routes.port.DocumentNews;
import org.linkway.translation.itk.ItkTranslation;
import org.linkway.translation.itk.SendingOrganisation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts MESH together; where it is off, what is sent is refused and nothing is collected. */
@Configuration(proxyBeanMethods = false)
class MeshConfiguration {
    private static final DocumentNews NOBODY_WAITS = entry -> {};
    private static final MailRound NOTHING = () -> {};

    @Bean
    ItkTranslation itkTranslation() {
        return new ItkTranslation(FhirContext.forDstu3Cached());
    }

    @Bean
    MeshPost meshPost(
            MeshProperties mesh,
            PartnerProperties partners,
            BarsProperties own,
            SslBundles bundles,
            JsonMapper json,
            Clock clock) {
        return new MeshPost(mesh.connection().map(connection -> {
            MeshHttp http = new MeshHttp(
                    connection, partners.connectTimeout(), partners.responseTimeout(), ssl(connection, bundles), clock);
            return new Post(
                    new MeshClient(http, mesh.workflow(), json),
                    new SendingOrganisation(
                            own.odsCode(), own.organisation(), connection.telephone(), connection.mailbox()));
        }));
    }

    /** What there is of MESH in this application. */
    record MeshPost(Optional<Post> open) {}

    private static Optional<SSLContext> ssl(Connection connection, SslBundles bundles) {
        try {
            return connection.sslBundle().map(name -> bundles.getBundle(name).createSslContext());
        } catch (NoSuchSslBundleException unknown) {
            throw new IllegalStateException(
                    "linkway.mesh.ssl-bundle: there is no SSL bundle of this name; define it under spring.ssl.bundle.",
                    unknown);
        }
    }

    @Bean
    DocumentChannel documentChannel(
            MeshProperties mesh, MeshPost post, MeshLedger ledger, ItkTranslation translation, Clock clock) {
        return new MeshDocumentChannel(
                ledger, translation, post.open(), new Patience(mesh.acknowledgeWithin(), mesh.settleAfter()), clock);
    }

    /** Asks for whoever waits for news only when there is some: they need the channel themselves. */
    @Bean
    MailRound mailRound(
            MeshProperties mesh,
            MeshPost post,
            MeshLedger ledger,
            ItkTranslation translation,
            ObjectProvider<DocumentNews> news,
            Clock clock) {
        return post.open()
                .<MailRound>map(open -> new InboxCollector(
                        open.client(),
                        new MailMatcher(ledger, translation, mesh.ackWorkflow(), clock),
                        ledger,
                        () -> news.getIfAvailable(() -> NOBODY_WAITS),
                        mesh.acknowledgeWithin(),
                        clock))
                .orElse(NOTHING);
    }
}
