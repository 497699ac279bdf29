package org.linkway.gateway.audit;

import jakarta.servlet.DispatcherType;
import org.linkway.gateway.store.AuditBook;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the audit trail around everything that answers. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    TooMany tooMany(AuditBook book) {
        return new TooMany(book);
    }

    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(AuditTrail trail) {
        FilterRegistrationBean<AuditFilter> registration = new FilterRegistrationBean<>(new AuditFilter(trail));
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
