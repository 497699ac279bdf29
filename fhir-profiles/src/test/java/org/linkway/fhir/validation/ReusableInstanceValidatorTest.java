package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.validation.BaseValidator;
import org.hl7.fhir.validation.codesystem.CodingsObserver;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.junit.jupiter.api.Test;

/** A new version of HAPI may keep something new from call to call: then this fails, and somebody has to look. */
class ReusableInstanceValidatorTest {

    /** What is set once and stays. */
    private static final Set<String> SETTINGS = Set.of(
            "InstanceValidator.aiService",
            "InstanceValidator.allowComments",
            "InstanceValidator.allowDoubleQuotesInFHIRPath",
            "InstanceValidator.allowXsiLocation",
            "InstanceValidator.anyExtensionsAllowed",
            "InstanceValidator.bundleValidationRules",
            "InstanceValidator.cacheFolder",
            "InstanceValidator.checkDisplay",
            "InstanceValidator.crumbTrails",
            "InstanceValidator.errorForUnknownProfiles",
            "InstanceValidator.example",
            "InstanceValidator.extensionDomains",
            "InstanceValidator.externalHostServices",
            "InstanceValidator.hintAboutNonMustSupport",
            "InstanceValidator.htmlInMarkdownCheck",
            "InstanceValidator.igs",
            "InstanceValidator.logProgress",
            "InstanceValidator.matchetypeStatus",
            "InstanceValidator.myEnableWhenEvaluator",
            "InstanceValidator.noBindingMsgSuppressed",
            "InstanceValidator.noCheckAggregation",
            "InstanceValidator.noExperimentalContent",
            "InstanceValidator.noExtensibleWarnings",
            "InstanceValidator.noInvariantChecks",
            "InstanceValidator.noUnicodeBiDiControlChars",
            "InstanceValidator.questionnaireMode",
            "InstanceValidator.resourceIdRule",
            "InstanceValidator.securityChecks",
            "InstanceValidator.serverBase",
            "InstanceValidator.showMessagesFromReferences",
            "InstanceValidator.signatureServices",
            "InstanceValidator.suppressLoincSnomedMessages",
            "InstanceValidator.testMode",
            "InstanceValidator.tracker",
            "InstanceValidator.unknownCodeSystemsCauseErrors",
            "InstanceValidator.validateValueSetCodesOnTxServer",
            "InstanceValidator.validationLanguage",
            "InstanceValidator.wantCheckSnapshotUnchanged",
            "InstanceValidator.wantInvariantInMessage",
            "BaseValidator.fetcher",
            "BaseValidator.noTerminologyChecks",
            "BaseValidator.parent",
            "BaseValidator.policyAdvisor",
            "BaseValidator.settings",
            "BaseValidator.urlRegex",
            "BaseValidator.validationControl",
            "CodingsObserver.checkIPSCodes");

    /** What works on definitions and keeps nothing of a body. */
    private static final Set<String> SERVICES = Set.of(
            "InstanceValidator.fpe",
            "InstanceValidator.lastlog",
            "InstanceValidator.oids",
            "InstanceValidator.profileUtilities",
            "InstanceValidator.start",
            "InstanceValidator.time",
            "InstanceValidator.validatorServices",
            "BaseValidator.context",
            "BaseValidator.cu",
            "BaseValidator.session",
            "BaseValidator.timeTracker",
            "BaseValidator.xverManager",
            "CodingsObserver.context");

    /** What HAPI gives a new value at the start of each call. */
    private static final Set<String> RENEWED = Set.of("InstanceValidator.baseOnly", "InstanceValidator.executionId");

    private static final Set<String> FORGOTTEN = Set.of(
            "InstanceValidator.codingObserver",
            "InstanceValidator.crLookups",
            "InstanceValidator.fetchCache",
            "InstanceValidator.resourceTracker",
            "InstanceValidator.textsToCheck",
            "InstanceValidator.textsToCheckKeys",
            "InstanceValidator.validatedContent",
            "InstanceValidator.xhtmlElementMap",
            "BaseValidator.messagesToRemove",
            "BaseValidator.statusWarnings",
            "BaseValidator.trackedMessages",
            "CodingsObserver.list");

    @Test
    void knowsEveryFieldOfHapisValidator() {
        Set<String> fields = Stream.of(InstanceValidator.class, BaseValidator.class, CodingsObserver.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> !isConstant(field))
                .map(field -> field.getDeclaringClass().getSimpleName() + "." + field.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Stream.of(SETTINGS, SERVICES, RENEWED, FORGOTTEN).flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    private static boolean isConstant(Field field) {
        return Modifier.isStatic(field.getModifiers())
                || (Modifier.isFinal(field.getModifiers()) && field.getType() == String.class)
                || field.isSynthetic();
    }
}
