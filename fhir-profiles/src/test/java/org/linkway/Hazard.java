package org.linkway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that shows a control of these hazards of {@code docs/clinical-safety/hazards.yaml}. Each module has this file
 * word for word: tests of one module do not see those of another, and the hazard log is made from their sources.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Hazard {
    /** Ids, such as {@code H1}. */
    String[] value();
}
