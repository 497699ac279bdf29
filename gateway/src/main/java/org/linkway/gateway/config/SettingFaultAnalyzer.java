package org.linkway.gateway.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A setting that is wrong ends the start with its one sentence, and not with a stack trace. */
class SettingFaultAnalyzer extends AbstractFailureAnalyzer<SettingFault> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SettingFault fault) {
        return new FailureAnalysis(
                fault.getMessage(), "Correct " + fault.setting() + "; docs/operating.md says what it means.", fault);
    }
}
