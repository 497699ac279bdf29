package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.config.ServerBase;
import org.linkway.gateway.fhir.search.ResourceIndex;
import org.linkway.gateway.fhir.search.TopicFilters;
import org.linkway.routes.port.EventFilters;
import org.linkway.routes.port.SearchIndex;
import org.linkway.translation.ReferralTranslation;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Puts the FHIR server at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {
    private static final String ADDRESSES = "/fhir/*";

    @Bean
    FhirReader fhirReader(ValidatorHeadStart headStart) {
        return headStart.reader();
    }

    @Bean
    SearchIndex searchIndex() {
        return new ResourceIndex();
    }

    @Bean
    EventFilters eventFilters(ServerBase base, Clock clock) {
        return new TopicFilters(base, clock);
    }

    @Bean
    FilterRegistrationBean<EdgeFilter> edgeFilter(ReferralTranslation translation) {
        FilterRegistrationBean<EdgeFilter> registration = new FilterRegistrationBean<>(new EdgeFilter(translation));
        registration.addUrlPatterns(ADDRESSES);
        return registration;
    }

    /** Before everything else but the audit trail, so that a refusal can be read from another origin too. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(DoorProperties properties) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.copyOf(properties.corsOrigins()));
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
        cors.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        cors.setExposedHeaders(List.of(
                "Allow", "ETag", "Last-Modified", "Location", "Retry-After", "X-Correlation-Id", "X-Request-Id"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(new CorsFilter(source));
        registration.addUrlPatterns(ADDRESSES);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServlet(
            FhirContext fhir,
            ReferralDoor referrals,
            ValidateDoor validate,
            ResourceDoor single,
            MessageDefinitionDoor messages,
            ReadProviders providers,
            DoorStep step,
            FhirReader reader) {
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(
                new FhirServlet(fhir, referrals, validate, single, messages, providers, step, reader), ADDRESSES);
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
