package org.linkway.fhir.terminology.server;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.ValueSet;
import org.linkway.fhir.terminology.CodeFinding;

/**
 * What is defined here first, and the terminology server for the rest: a code that a local definition settles, one way or the
 * other, never goes out.
 *
 * <p>It stands around HAPI's chain and not in it, for two reasons: the chain keeps every result for minutes, failures too; and
 * members of the chain ask its root about codes, which would go out although an enumerated value set settles them.
 *
 * <p>What the server finds, and that it could not be asked, comes out of the validator as a {@link CodeFinding} in the text of
 * a message.
 */
public final class ServedTerminology extends BaseValidationSupportWrapper {
    private final IValidationSupport local;
    private final TerminologyServer server;

    /** @param local with everything that is defined here */
    public ServedTerminology(IValidationSupport local, TerminologyServer server) {
        super(local.getFhirContext(), local);
        this.local = local;
        this.server = server;
    }

    /** Any may be one that the server knows; whether it does shows when it is asked about a code. */
    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, String system) {
        return system != null && !system.isBlank();
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, String valueSet) {
        return local.isValueSetSupported(here(), valueSet) || ServedValueSet.isOne(valueSet);
    }

    @Override
    public CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            String valueSet) {
        if (valueSet != null && !valueSet.isBlank()) {
            return validateCodeInValueSet(context, options, system, code, display, fetchValueSet(valueSet));
        }
        if (local.isCodeSystemSupported(here(), system)) {
            CodeValidationResult result = local.validateCode(here(), options, system, code, display, valueSet);
            if (result != null && (result.isOk() || (isSettled(result) && isWhole(system)))) {
                return result;
            }
        }
        return ask(Question.about("", system, code, display));
    }

    @Override
    public CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            IBaseResource valueSet) {
        String url = valueSet instanceof ValueSet named && named.hasUrl() ? canonical(named) : "";
        if (!ServedValueSet.isPlaceholder(valueSet)) {
            CodeValidationResult result =
                    local.validateCodeInValueSet(here(), options, system, code, display, valueSet);
            if (result != null && result.isOk()) {
                return system == null ? result : unlessUnchecked(options, system, code, display, url, result);
            }
            if (result != null && isSettled(result) && isWhole((ValueSet) valueSet)) {
                return result;
            }
        }
        return ask(Question.about(url, system, code, ""));
    }

    /**
     * A code of the value set that nobody could check in its code system is not a success: HAPI would forget the finding
     * wherever another coding of the same concept comes first.
     */
    private CodeValidationResult unlessUnchecked(
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            String valueSet,
            CodeValidationResult member) {
        return validateCode(here(), options, system, code, display, null).getIssues().stream()
                .flatMap(issue -> CodeFinding.in(issue.getDiagnostics()).stream())
                .filter(CodeFinding::isUnchecked)
                .findFirst()
                .map(finding -> finding.within(valueSet).toResult())
                .orElse(member);
    }

    private CodeValidationResult ask(Question question) {
        return server.check(question)
                .match(
                        right -> new CodeValidationResult()
                                .setCode(question.code())
                                .setDisplay(right.display()),
                        other -> CodeFinding.otherDisplay(question.system(), question.code(), other.display())
                                .toResult(),
                        () -> question.valueSet().isEmpty()
                                ? CodeFinding.noSuchCode(question.system(), question.code())
                                        .toResult()
                                : notIn(question),
                        failed -> server.policy(failed.failure())
                                .finding(question, failed.failure())
                                .toResult());
    }

    /** In HAPI's own terms, for it to make of them what the strength of the binding asks. */
    private static CodeValidationResult notIn(Question question) {
        String message = "The terminology server says that '" + question.system() + "#" + question.code()
                + "' is not in the value set " + question.valueSet();
        return new CodeValidationResult()
                .setSeverity(IssueSeverity.ERROR)
                .setMessage(message)
                .addIssue(new CodeValidationIssue(
                        message,
                        IssueSeverity.ERROR,
                        CodeValidationIssueCode.CODE_INVALID,
                        CodeValidationIssueCoding.NOT_IN_VS));
    }

    /** Whether a local refusal is more than that something is missing here. */
    private static boolean isSettled(CodeValidationResult result) {
        return result.getIssues().stream()
                .noneMatch(issue -> issue.hasIssueDetailCode(CodeValidationIssueCoding.NOT_FOUND.getCode()));
    }

    private boolean isWhole(String system) {
        return !(local.fetchCodeSystem(system) instanceof CodeSystem held)
                || held.getContent() == CodeSystemContentMode.COMPLETE;
    }

    /** Of an included value set that is not here, HAPI's expansion says nothing and leaves its codes out. */
    private boolean isWhole(ValueSet valueSet) {
        return Stream.concat(valueSet.getCompose().getInclude().stream(), valueSet.getCompose().getExclude().stream())
                .allMatch(part -> (!part.hasSystem() || isWhole(part.getSystem()))
                        && part.getValueSet().stream()
                                .allMatch(included -> local.fetchValueSet(included.getValue()) instanceof ValueSet held
                                        && isWhole(held)));
    }

    @Override
    public IBaseResource fetchValueSet(String url) {
        IBaseResource held = local.fetchValueSet(url);
        return held == null && ServedValueSet.isOne(url) ? ServedValueSet.placeholder(url) : held;
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String url) {
        T held = local.fetchResource(type, url);
        return held == null && type == ValueSet.class && ServedValueSet.isOne(url)
                ? type.cast(ServedValueSet.placeholder(url))
                : held;
    }

    @Override
    public ValueSetExpansionOutcome expandValueSet(
            ValidationSupportContext context, ValueSetExpansionOptions options, IBaseResource valueSet) {
        Optional<ValueSetExpansionOutcome> held = ServedValueSet.isPlaceholder(valueSet)
                ? Optional.empty()
                : Optional.ofNullable(local.expandValueSet(here(), options, valueSet))
                        .filter(outcome -> outcome.getError() == null);
        return held.orElseGet(() -> Optional.of((ValueSet) valueSet)
                .filter(ValueSet::hasUrl)
                .flatMap(named -> server.expand(canonical(named)))
                .map(ValueSetExpansionOutcome::new)
                .orElseGet(() -> new ValueSetExpansionOutcome("The value set cannot be expanded.", true)));
    }

    private static String canonical(ValueSet valueSet) {
        return valueSet.hasVersion() ? valueSet.getUrl() + "|" + valueSet.getVersion() : valueSet.getUrl();
    }

    /** Those inside ask each other, and not the server. */
    private ValidationSupportContext here() {
        return new ValidationSupportContext(local);
    }
}
