package org.linkway.conformance.suite;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.TestScript;
import org.hl7.fhir.r4.model.TestScript.AssertionOperatorType;
import org.hl7.fhir.r4.model.TestScript.SetupActionAssertComponent;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.TestScriptTestComponent;
import org.linkway.conformance.runner.Extensions;
import org.linkway.conformance.runner.Script;
import org.linkway.conformance.runner.Shelf;
import org.linkway.fhir.profile.LinkwayProfile;

/** A TestScript that is made from a row of a table. */
final class Draft {
    /** Of the receiver's suite: the link workers' API beside the FHIR base. */
    static final int LINK_WORKERS = 2;

    private final TestScript script = new TestScript();

    Draft(String name, String title) {
        script.setUrl(LinkwayProfile.BASE.replace("StructureDefinition/", "TestScript/") + name)
                .setName(name)
                .setTitle(title)
                .setStatus(PublicationStatus.ACTIVE);
        script.addDestination().setIndex(1).setProfile(profile("FHIR-Server"));
        script.addDestination().setIndex(LINK_WORKERS).setProfile(profile("FHIR-Server"));
        script.addOrigin().setIndex(1).setProfile(profile("FHIR-Client"));
        Suite.addCommonVariables(script);
    }

    private static Coding profile(String code) {
        return new Coding("http://terminology.hl7.org/CodeSystem/testscript-profile-destination-types", code, null);
    }

    Script on(Shelf shelf) {
        return new Script(script.getName(), script, shelf, List.of());
    }

    /** A file beside the suite, under its own name without folder and ending. */
    Draft fixture(String file) {
        String id = id(file);
        if (script.getFixture().stream().noneMatch(it -> id.equals(it.getId()))) {
            script.addFixture().setResource(new Reference("fixtures/" + file)).setId(id);
        }
        return this;
    }

    static String id(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    }

    Draft variable(String name, String source, Optional<String> header, String expression) {
        TestScript.TestScriptVariableComponent variable =
                script.addVariable().setName(name).setSourceId(source);
        header.ifPresentOrElse(variable::setHeaderField, () -> variable.setExpression(expression));
        return this;
    }

    /** Done before the tests. */
    SetupActionOperationComponent setup(String code, String description) {
        return described(script.getSetup().addAction().getOperation(), code, description);
    }

    SetupActionAssertComponent setupAssert(String description) {
        return described(script.getSetup().addAction().getAssert(), description);
    }

    TestScriptTestComponent test(String name, String... requirements) {
        TestScriptTestComponent test = script.addTest().setName(name);
        for (String requirement : requirements) {
            test.addExtension(Extensions.REQUIREMENT, new StringType(requirement));
        }
        return test;
    }

    static SetupActionOperationComponent operation(TestScriptTestComponent test, String code, String description) {
        return described(test.addAction().getOperation(), code, description);
    }

    static SetupActionAssertComponent judge(TestScriptTestComponent test, String description) {
        return described(test.addAction().getAssert(), description);
    }

    static void holds(TestScriptTestComponent test, String description, String expression) {
        judge(test, description).setExpression(expression);
    }

    static void status(SetupActionAssertComponent asked, String codes) {
        asked.setResponseCode(codes)
                .setOperator(codes.contains(",") ? AssertionOperatorType.IN : AssertionOperatorType.EQUALS);
    }

    /** The source is sent so; an empty value takes out what stands there. */
    static void change(SetupActionOperationComponent operation, String place, String value) {
        Extension change = new Extension(Extensions.CHANGE);
        change.addExtension("place", new StringType(place));
        if (!value.isEmpty()) {
            change.addExtension("value", new StringType(value));
        }
        operation.addExtension(change);
    }

    private static SetupActionOperationComponent described(
            SetupActionOperationComponent operation, String code, String description) {
        operation.getType().setCode(code).setSystem("http://terminology.hl7.org/CodeSystem/testscript-operation-codes");
        return operation.setDescription(description).setEncodeRequestUrl(true);
    }

    private static SetupActionAssertComponent described(SetupActionAssertComponent asked, String description) {
        return asked.setDescription(description).setWarningOnly(false);
    }
}
