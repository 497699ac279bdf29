package org.linkway.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.linkway.fhir.validation.FhirReader;
import org.linkway.fhir.validation.ProfileValidator;
import org.linkway.gateway.config.GatewayProperties;
import org.linkway.gateway.config.TerminologyProperties;
import org.linkway.gateway.config.ValidationProperties;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/**
 * Makes the reader and warms it beside Spring's start. Its first reading loads the definitions and takes about as long as
 * everything else, so it begins before there is an application context, which then gets it as a bean.
 */
public final class ValidatorHeadStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final String CHECKED = "checked-packages";

    private final CompletableFuture<FhirReader> reader = new CompletableFuture<>();
    private final CompletableFuture<Void> warm = new CompletableFuture<>();

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent begun) {
        Binder settings = Binder.get(begun.getEnvironment());
        ValidationProperties validation = settings.bindOrCreate("linkway.validation", ValidationProperties.class);
        TerminologyProperties terminology =
                settings.bindOrCreate("linkway.validation.terminology", TerminologyProperties.class);
        Path dataDir = settings.bindOrCreate("linkway", GatewayProperties.class).dataDir();
        Thread thread = new Thread(() -> run(validation, terminology, dataDir.resolve(CHECKED)), "validator-warm-up");
        thread.setDaemon(true);
        thread.start();
        begun.getBootstrapContext()
                .addCloseListener(ready ->
                        ready.getApplicationContext().getBeanFactory().registerSingleton("validatorHeadStart", this));
    }

    private void run(ValidationProperties validation, TerminologyProperties terminology, Path checked) {
        try {
            FhirContext fhir = FhirContext.forR4Cached();
            reader.complete(new FhirReader(
                    fhir, new ProfileValidator(fhir, validation.settings(checked, terminology.server(fhir)))));
            reader.join().warmUp();
            warm.complete(null);
        } catch (RuntimeException | Error e) {
            // Whoever waits for either is told.
            reader.completeExceptionally(e);
            warm.completeExceptionally(e);
        }
    }

    FhirReader reader() {
        return reader.join();
    }

    /** Done once the reader is warm, or exceptionally where it cannot be. */
    CompletableFuture<Void> warm() {
        return warm;
    }
}
