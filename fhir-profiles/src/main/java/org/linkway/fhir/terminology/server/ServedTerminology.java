package org.linkway.fhir.terminology.server;

import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.BaseValidationSupportWrapper;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.linkway.fhir.terminology.CodeFinding;
import org.linkway.fhir.terminology.LocalTerminology;

/**
 * Value sets for HAPI's validator: what is held here first, and the terminology server for the rest, so that a code which a
 * definition here settles, one way or the other, never goes out. That the server could not say whether a code is in a value
 * set comes out of the validator as a {@link CodeFinding} in the text of a message.
 *
 * <p>It stands around HAPI's chain and not in it, because the chain keeps every result for minutes, failures too, and because
 * its members ask its root about codes that an enumerated value set settles.
 *
 * <p>Whether a code is in its code system is not asked here, for HAPI drops what is said of one coding of a concept where
 * another one is right; whoever validates asks {@link #finding} about each coding.
 */
public final class ServedTerminology extends BaseValidationSupportWrapper {
    private final IValidationSupport held;
    private final LocalTerminology local;
    private final TerminologyServer server;
    private final BoundValueSets bound = new BoundValueSets();

    /** @param held everything that is defined here */
    public ServedTerminology(IValidationSupport held, TerminologyServer server) {
        super(held.getFhirContext(), held);
        this.held = held;
        this.local = new LocalTerminology(held);
        this.server = server;
    }

    /**
     * What there is to say against a coding that is not settled here: that the server knows no such code, that it is called
     * something else, or that the server could not say.
     *
     * @param version of the code system; null where it was not given, as for the display
     */
    public Optional<CodeFinding> finding(String system, String version, String code, String display) {
        return local.settles(system, code) ? Optional.empty() : server.finding(system, version, code, display);
    }

    /** Else the validator would report each system that only the server may know. */
    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, String system) {
        return system != null && !system.isBlank();
    }

    @Override
    public CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            String valueSet) {
        return held.isCodeSystemSupported(here(), system)
                ? held.validateCode(here(), options, system, code, display, valueSet)
                : new CodeValidationResult().setCode(code);
    }

    @Override
    public CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            String system,
            String code,
            String display,
            IBaseResource resource) {
        ValueSet valueSet = (ValueSet) resource;
        return Optional.of(valueSet)
                .filter(it -> !BoundValueSets.isPlaceholder(it))
                .flatMap(it -> local.membership(options, system, code, display, it))
                .orElseGet(() -> ask(Question.about(canonical(valueSet), system, code)));
    }

    private CodeValidationResult ask(Question question) {
        if (question.valueSet().isEmpty()) {
            // Without a name there is nothing to ask by, and its content does not leave.
            return server.finding(question, Failure.UNKNOWN).toResult();
        }
        CodeValidationResult in = new CodeValidationResult().setCode(question.code());
        return server.check(question)
                .match(
                        right -> in,
                        otherDisplay -> in,
                        () -> notIn(question),
                        failed -> server.finding(question, failed.failure()).toResult());
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

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, String url) {
        return held.isValueSetSupported(here(), url) || bound.contains(url);
    }

    @Override
    public IBaseResource fetchValueSet(String url) {
        return Optional.ofNullable(held.fetchValueSet(url))
                .or(() -> bound.placeholder(url))
                .orElse(null);
    }

    @Override
    public <T extends IBaseResource> T fetchResource(Class<T> type, String url) {
        T resource = held.fetchResource(type, url);
        if (resource instanceof StructureDefinition definition) {
            bound.addAllOf(definition);
        }
        return resource == null && type == ValueSet.class
                ? bound.placeholder(url).map(type::cast).orElse(null)
                : resource;
    }

    @Override
    public ValueSetExpansionOutcome expandValueSet(
            ValidationSupportContext context, ValueSetExpansionOptions options, IBaseResource resource) {
        ValueSet valueSet = (ValueSet) resource;
        return Optional.of(valueSet)
                .filter(it -> !BoundValueSets.isPlaceholder(it))
                .map(it -> held.expandValueSet(here(), options, it))
                .filter(outcome -> outcome.getError() == null)
                .or(() -> Optional.of(canonical(valueSet))
                        .filter(url -> !url.isEmpty())
                        .flatMap(server::expand)
                        .map(ValueSetExpansionOutcome::new))
                .orElseGet(() -> new ValueSetExpansionOutcome("Nobody could say which codes are in it.", true));
    }

    @Override
    public boolean isCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid() {
        return held.isCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid();
    }

    private static String canonical(ValueSet valueSet) {
        if (!valueSet.hasUrl()) {
            return "";
        }
        return valueSet.hasVersion() ? valueSet.getUrl() + "|" + valueSet.getVersion() : valueSet.getUrl();
    }

    private ValidationSupportContext here() {
        return new ValidationSupportContext(held);
    }
}
