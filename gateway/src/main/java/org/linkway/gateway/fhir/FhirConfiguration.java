package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.port.PublishedResources;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the FHIR server at {@code /fhir}. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    FhirReader fhirReader(ValidatorHeadStart headStart) {
        return headStart.reader();
    }

    @Bean
    ServletRegistrationBean<FhirServlet> fhirServlet(
            FhirContext fhir,
            ReferralDoor referrals,
            ValidateDoor validate,
            TaskDoor tasks,
            MessageDefinitionDoor messages,
            PublishedResources resources,
            Parties parties) {
        ServletRegistrationBean<FhirServlet> registration = new ServletRegistrationBean<>(
                new FhirServlet(fhir, referrals, validate, tasks, messages, resources, parties), "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
