package org.linkway.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.UUID;

/**
 * The walls of the house (docs/architecture.md). What stands between modules is held by Maven and its enforcer: a module cannot
 * see what is not below it. This holds the rest.
 */
@AnalyzeClasses(packages = "org.linkway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theModelKnowsOnlyJava = classes()
            .that()
            .resideInAPackage("org.linkway.referral..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.linkway.referral..", "java..");

    @ArchTest
    static final ArchRule useCasesKnowOnlyTheModel = classes()
            .that()
            .resideInAPackage("org.linkway.workflow..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.linkway.workflow..", "org.linkway.referral..", "java..");

    @ArchTest
    static final ArchRule translationKnowsNoRouteAndNoPort = noClasses()
            .that()
            .resideInAPackage("org.linkway.translation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.linkway.routes..", "org.linkway.gateway..", "org.apache.camel..");

    @ArchTest
    static final ArchRule profilesKnowNoSibling = noClasses()
            .that()
            .resideInAPackage("org.linkway.fhir..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.linkway.referral..",
                    "org.linkway.workflow..",
                    "org.linkway.translation..",
                    "org.linkway.routes..",
                    "org.linkway.gateway..",
                    "org.springframework..",
                    "org.apache.camel..");

    /** The sandbox plays a GP system and a GP record, so it has to speak FHIR too. */
    @ArchTest
    static final ArchRule fhirTypesStayAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.linkway.fhir..",
                    "org.linkway.translation..",
                    "org.linkway.gateway.fhir..",
                    "org.linkway.gateway.partner..",
                    "org.linkway.gateway.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hl7.fhir..");

    @ArchTest
    static final ArchRule nobodyLeansOnTheSandbox = noClasses()
            .that()
            .resideOutsideOfPackage("org.linkway.gateway.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.linkway.gateway.sandbox..");

    @ArchTest
    static final ArchRule onlyTheStoreAndTheSchedulerSpeakSql = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.linkway.gateway.store..",
                    "org.linkway.gateway.delivery..",
                    "org.linkway.gateway.sandbox.record..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.linkway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .resideInAnyPackage("..utils..", "..common..", "..helper..");

    /** What a mapper does depends on what it is given, and not on who ran before on the same thread. */
    @ArchTest
    static final ArchRule nothingHidesOnAThread =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule mappersAskForNoTimeAndNoChance = noClasses()
            .that()
            .resideInAnyPackage("org.linkway.translation..", "org.linkway.workflow..", "org.linkway.referral..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "it reads a clock or makes up an id",
                    call -> isClockOrChance(call.getTargetOwner(), call.getName())));

    private static boolean isClockOrChance(JavaClass owner, String method) {
        return (method.equals("now") && owner.getPackageName().startsWith("java.time"))
                || (method.equals("randomUUID") && owner.isEquivalentTo(UUID.class));
    }
}
