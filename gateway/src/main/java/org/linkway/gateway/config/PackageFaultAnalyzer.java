package org.linkway.gateway.config;

import org.linkway.fhir.profile.PackageFault;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A FHIR package that is not sound ends the start with its one sentence, and not with a stack trace. */
class PackageFaultAnalyzer extends AbstractFailureAnalyzer<PackageFault> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PackageFault fault) {
        return new FailureAnalysis(
                fault.getMessage(),
                "The folder is the one that linkway.validation.packages names; packages that may be missing are named in"
                        + " linkway.validation.missing-dependencies.",
                fault);
    }
}
