package org.linkway.gateway.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/** With which statuses an operation can refuse, for the description of the API. Each refusal is a {@link LocalProblem}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Refuses {
    HttpStatus[] value();
}
