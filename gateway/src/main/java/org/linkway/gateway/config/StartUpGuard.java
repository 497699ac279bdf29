package org.linkway.gateway.config;

import java.util.ArrayList;
import java.util.List;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.PeopleProperties;
import org.linkway.gateway.security.RegisteredParty.Channel;
import org.linkway.gateway.security.SecurityProperties;
import org.linkway.workflow.Party.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start what must not run with real people, with one sentence for each reason, all of them at once. */
@Component
class StartUpGuard {
    private static final String STAND_IN = "/sandbox/";

    private static final Logger LOG = LoggerFactory.getLogger(StartUpGuard.class);

    private final List<String> refusals = new ArrayList<>();

    StartUpGuard(
            GatewayProperties gateway,
            DoorProperties door,
            PdsProperties pds,
            PartnerProperties partners,
            ConcernProperties concerns,
            BarsProperties bars,
            Parties parties,
            SecurityProperties security,
            PeopleProperties signIn,
            Environment environment) {
        provider(signIn, security);
        if (!refusals.isEmpty()) {
            throw new SettingFault("linkway.people", String.join(" ", refusals));
        }
        if (gateway.mode() != Mode.PRODUCTION) {
            warnOfOpenDoors(security, environment);
            return;
        }
        callers(security, parties);
        operators(signIn);
        transport(security, environment);
        store(environment);
        people(door, pds);
        partners(partners, concerns, bars, parties);
        if (!refusals.isEmpty()) {
            throw new SettingFault(
                    "linkway.mode", "this is no gateway for production yet. " + String.join(" ", refusals));
        }
    }

    private void callers(SecurityProperties security, Parties parties) {
        refuse(
                !security.isRequired(),
                "linkway.security.authentication: production knows its callers; set it to required.");
        refuse(
                security.issuer().isEmpty(),
                "linkway.security.issuer: say whose tokens are taken; set it to this gateway's own address, https://…, or to"
                        + " that of your authorization server, with linkway.security.external=true.");
        refuse(
                security.issuer().filter(it -> !"https".equals(it.getScheme())).isPresent(),
                "linkway.security.issuer: production is reached by https; write the address so.");
        refuse(
                security.jwkSetUri()
                        .filter(it -> !"https".equals(it.getScheme()))
                        .isPresent(),
                "linkway.security.jwk-set-uri: the keys that sign tokens are fetched by https alone; write the address so.");
        refuse(
                !security.external() && security.signingKeys().isEmpty(),
                "linkway.security.signing-keys: tokens have to be signed; name a PEM file with a private key, or take tokens of"
                        + " an authorization server elsewhere.");
        refuse(
                parties.active().stream().noneMatch(it -> it.kind() == Kind.SENDER),
                "linkway.parties: nobody may send a referral; register at least one party of the kind sender.");
        refuse(
                parties.active().stream().noneMatch(it -> it.kind() == Kind.WORKER),
                "linkway.parties: nobody works referrals; register at least one party of the kind worker.");
    }

    /** What holds in the sandbox too. */
    private void provider(PeopleProperties signIn, SecurityProperties security) {
        refuse(
                signIn.issuer().isPresent() && signIn.clientId().isEmpty(),
                "linkway.people.client-id: say by which the provider knows this gateway.");
        refuse(
                signIn.audience().isPresent() && signIn.audience().equals(security.audienceOfTokens()),
                "linkway.people.audience: tokens of parties are for this; give the tokens of people another.");
        refuse(
                signIn.audience().isPresent() && signIn.audience().equals(signIn.clientId()),
                "linkway.people.audience: ID tokens are for this, and they are no access tokens; give these another.");
    }

    private void operators(PeopleProperties signIn) {
        refuse(
                !signIn.users().isEmpty(),
                "linkway.people.users: local users are for the sandbox; take them out, and let people sign in at the provider of"
                        + " linkway.people.issuer.");
        refuse(
                signIn.issuer().filter(it -> !"https".equals(it.getScheme())).isPresent(),
                "linkway.people.issuer: people sign in by https; write the address so.");
        if (signIn.issuer().isEmpty()) {
            LOG.warn(
                    "Nobody can sign in, so nobody can search the audit trail, pause a destination or change a party here. Set"
                            + " linkway.people.issuer.");
        }
    }

    private static void warnOfOpenDoors(SecurityProperties security, Environment environment) {
        String address = environment.getProperty("server.address", "");
        if (!security.isRequired() && !isLoopback(address)) {
            LOG.warn(
                    "ANYBODY WHO REACHES {} IS LET IN: this is the sandbox, it asks nobody who they are, and it listens beyond this"
                            + " machine. Never with real people. Set linkway.security.authentication=required, or"
                            + " server.address=127.0.0.1.",
                    address.isEmpty() ? "any address of this machine" : address);
        }
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1");
    }

    private void transport(SecurityProperties security, Environment environment) {
        boolean speaksTls = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        boolean isOff = "false".equalsIgnoreCase(environment.getProperty("server.ssl.enabled", "true"));
        refuse(
                (!speaksTls || isOff) && !security.proxy().declared(),
                "server.ssl.bundle: production speaks TLS; name the bundle with its certificate, or say by"
                        + " linkway.security.proxy.declared=true that a proxy in front does.");
        refuse(
                security.proxy().declared()
                        && "none".equalsIgnoreCase(environment.getProperty("server.forward-headers-strategy", "none")),
                "server.forward-headers-strategy: behind a proxy the callers' addresses come in its headers; set it to native or"
                        + " framework.");
    }

    private void store(Environment environment) {
        refuse(
                !environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:"),
                "spring.datasource.url: the embedded database is for the sandbox; set it to a PostgreSQL database,"
                        + " jdbc:postgresql://….");
    }

    private void people(DoorProperties door, PdsProperties pds) {
        refuse(
                pds.base() == null,
                "linkway.pds.base: production takes nobody's word for who and where a person is; name the"
                        + " demographics service that is asked.");
        refuse(
                door.corsOrigins().contains("*"),
                "linkway.door.cors-origins=*: in production no page of just anybody calls the doors from a"
                        + " browser; name the origins, or none.");
        refuse(
                door.acceptFailingNhsNumbers(),
                "linkway.door.accept-failing-nhs-numbers=true: production takes no NHS number whose check"
                        + " digit fails; set it to false.");
    }

    private void partners(
            PartnerProperties partners, ConcernProperties concerns, BarsProperties bars, Parties parties) {
        refuse(
                partners.workerWebhook().contains(STAND_IN)
                        && parties.active().stream()
                                .anyMatch(it -> it.kind() == Kind.WORKER
                                        && !it.endpoints().containsKey(Channel.WEBHOOK)),
                "linkway.partner.worker-webhook: the stand-in is not there in production; name the address at which the link"
                        + " workers' platform is told of referrals, here or in linkway.parties.<id>.endpoints.webhook.");
        refuse(
                partners.recordEndpoint().contains(STAND_IN),
                "linkway.partner.record-endpoint: the stand-in is not there in production; name the FHIR base of the practices'"
                        + " record.");
        refuse(
                concerns.webhook().contains(STAND_IN),
                "linkway.concerns.webhook: the stand-in is not there in production; name the address at which the people on duty"
                        + " are told of concerns.");
        refuse(
                concerns.people().stream().anyMatch(it -> it.name().startsWith("Sandbox ")),
                "linkway.concerns.people: production tells real people of concerns; name them, in the order in which they are"
                        + " told.");
        refuse(
                bars.odsCode().equals(BarsProperties.INVENTED_ODS_CODE),
                "linkway.bars.ods-code: this code is invented; set the one of the organisation that runs the service.");
    }

    private void refuse(boolean isSo, String sentence) {
        if (isSo) {
            refusals.add(sentence);
        }
    }
}
