package org.linkway.gateway.limits;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.Filter;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.config.GatewayProperties;
import org.linkway.gateway.config.GatewayProperties.Mode;
import org.linkway.gateway.config.LimitsProperties;
import org.linkway.gateway.config.LimitsProperties.Allowance;
import org.linkway.gateway.security.CallerShare;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.security.Refusals;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * In which order a request passes: headers, address, deadline, parameters, who calls (Spring Security), its share, whether it may,
 * its turn, and then the doors.
 */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    /** Nobody's work waits there, and load is tried. */
    private static final Allowance SANDBOX = new Allowance(2000, 10_000, 150);

    /** More than a party's: several may come through one address. */
    private static final Allowance ADDRESS = new Allowance(200, 800, 100);

    @Bean
    FilterRegistrationBean<SecurityHeaders> securityHeaders() {
        return filter(new SecurityHeaders(), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<AddressLimit> addressLimit(
            LimitsProperties limits, GatewayProperties gateway, Refusals refusals) {
        Allowance allowance = Optional.ofNullable(limits.address()).orElse(isSandbox(gateway) ? SANDBOX : ADDRESS);
        return filter(
                new AddressLimit(allowance, limits.failedLogins(), refusals, TimeMeter.SYSTEM_NANOTIME),
                Ordered.HIGHEST_PRECEDENCE + 20);
    }

    @Bean
    FilterRegistrationBean<BodyDeadline> bodyDeadline(LimitsProperties limits, Refusals refusals) {
        return filter(new BodyDeadline(limits.bodyWithin(), refusals), Ordered.HIGHEST_PRECEDENCE + 30);
    }

    @Bean
    FilterRegistrationBean<SoundParameters> soundParameters(Refusals refusals) {
        return filter(new SoundParameters(refusals), Ordered.HIGHEST_PRECEDENCE + 40);
    }

    /** Within Spring Security, so that nothing that is refused or answered there goes round it. */
    @Bean
    CallerShare callerShare(LimitsProperties limits, GatewayProperties gateway, Callers callers, Refusals refusals) {
        PartyLimit limit = new PartyLimit(
                Optional.ofNullable(limits.party()).orElseGet(() -> isSandbox(gateway) ? SANDBOX : usual()),
                limits.parties(),
                callers::share,
                refusals,
                TimeMeter.SYSTEM_NANOTIME);
        return () -> limit;
    }

    @Bean
    FilterRegistrationBean<TurnFilter> turns(
            LimitsProperties limits,
            GatewayProperties gateway,
            DoorProperties door,
            Callers callers,
            Refusals refusals) {
        int most = limits.atOnce().orElse(isSandbox(gateway) ? SANDBOX.concurrent() : processors());
        return filter(
                new TurnFilter(
                        new FairTurns(most, System::nanoTime, ManagementFactory.getThreadMXBean()::getThreadCpuTime),
                        callers::share,
                        Math.toIntExact(door.maxBodySize().toBytes()),
                        refusals),
                -40);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lingeringClose() {
        return tomcat -> tomcat.addEngineValves(new LingeringClose());
    }

    /** About a twelfth of what this machine works, so that a flood leaves the others' times as they are. Who needs more is named. */
    private static Allowance usual() {
        int perSecond = 2 * processors();
        return new Allowance(perSecond, 3 * perSecond, 10 * processors());
    }

    private static int processors() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private static boolean isSandbox(GatewayProperties gateway) {
        return gateway.mode() == Mode.SANDBOX;
    }

    private static <T extends Filter> FilterRegistrationBean<T> filter(T filter, int order) {
        FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }
}
