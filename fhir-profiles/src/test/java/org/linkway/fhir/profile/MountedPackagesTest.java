package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linkway.fhir.profile.TestPackage.BASE;
import static org.linkway.fhir.profile.TestPackage.patientWith;
import static org.linkway.fhir.profile.TestPackage.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a package stops the start with one sentence, which names it and says what to do. */
class MountedPackagesTest {
    @TempDir
    private Path folder;

    @Test
    void mountsEveryPackageOfTheFolderBesideLinkways() throws IOException {
        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("named", "name"))
                .writeTo(folder);
        TestPackage.of("example.two", "1.0.0")
                .dependingOn("example.one", "1.0.x")
                .with(profile("derived", "1.0.0", BASE + "named"))
                .writeTo(folder);
        Files.writeString(folder.resolve("README.md"), "no package");

        assertThat(MountedPackages.from(folder).withLinkways())
                .extracting(FhirPackage::label)
                .containsExactly("linkway.fhir.r4#0.1.0", "example.one#1.0.0", "example.two#1.0.0");
    }

    @Test
    void aFolderThatIsNotThere() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> MountedPackages.from(missing))
                .isInstanceOf(PackageFault.class)
                .hasMessage("The folder of FHIR packages " + missing.toAbsolutePath()
                        + " is not there: make it, or name no folder.");
    }

    @Test
    void aFolderWithoutPackages() {
        refuses("The folder of FHIR packages " + folder.toAbsolutePath()
                + " holds no .tgz file: put the packages into it, or name no folder.");
    }

    @Test
    void aPackageThatIsCutShort() throws IOException {
        byte[] packed = TestPackage.of("example.one", "1.0.0").packed();
        Files.write(folder.resolve("cut.tgz"), Arrays.copyOf(packed, packed.length / 2));

        refuses("cut.tgz is not a whole gzip-compressed tar: fetch it again, or remove it from the folder.");
    }

    @Test
    void aFileThatIsNoPackage() throws IOException {
        Files.writeString(folder.resolve("page.tgz"), "<html>Not found</html>");

        refuses("page.tgz is not a whole gzip-compressed tar: fetch it again, or remove it from the folder.");
    }

    @Test
    void aPackageWithoutAPackageJson() throws IOException {
        Files.write(folder.resolve("none.tgz"), Tarball.pack(new TreeMap<>()));

        refuses("none.tgz has no package/package.json, so it is not a FHIR package: remove it from the folder.");
    }

    @Test
    void aPackageWhosePackageJsonIsNoJson() throws IOException {
        Files.write(
                folder.resolve("odd.tgz"),
                Tarball.pack(
                        new TreeMap<>(Map.of(PackageManifest.FILE, "name: odd".getBytes(StandardCharsets.UTF_8)))));

        refuses(
                "odd.tgz has a package.json that is not well-formed: get the package anew from its publisher, or remove it.");
    }

    @Test
    void aPackageForAnotherFhirVersion() {
        TestPackage.of("example.one", "1.0.0").forFhir("5.0.0").writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz is for FHIR 5.0.0, and Linkway works with R4 (4.0.1): mount its R4 edition, or remove it.");
    }

    @Test
    void aFileThatIsNotWellFormed() {
        TestPackage.of("example.one", "1.0.0")
                .withFile("package/ValueSet-cut.json", "{\"resourceType\": \"Val")
                .writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz/package/ValueSet-cut.json is not well-formed JSON: correct it, or get the package anew from its publisher.");
    }

    @Test
    void aFileThatIsNoResource() {
        TestPackage.of("example.one", "1.0.0")
                .withFile("package/settings.json", "{\"colour\": \"blue\"}")
                .writeTo(folder);

        refuses("example.one-1.0.0.tgz/package/settings.json is not a FHIR resource: take it out of the package.");
    }

    @Test
    void aResourceThatDoesNotParse() {
        TestPackage.of("example.one", "1.0.0")
                .withFile(
                        "package/ValueSet-odd.json",
                        "{\"resourceType\": \"ValueSet\", \"id\": \"odd\", \"status\": \"drafty\"}")
                .writeTo(folder);

        assertThatThrownBy(() -> MountedPackages.from(folder))
                .isInstanceOf(PackageFault.class)
                .hasMessageStartingWith(
                        "example.one-1.0.0.tgz/package/ValueSet-odd.json is not a valid FHIR R4 ValueSet (")
                .hasMessageEndingWith("): correct it, or get the package anew from its publisher.");
    }

    @Test
    void aDependencyThatIsNotThere() {
        TestPackage.of("example.one", "1.0.0")
                .dependingOn("example.base", "2.5.0")
                .writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz depends on example.base#2.5.0, and it is not there: put it into the folder too, or say that it may be missing.");
    }

    @Test
    void aDependencyOfAnotherVersion() {
        TestPackage.of("example.one", "1.0.0")
                .dependingOn("example.base", "2.5.0")
                .writeTo(folder);
        TestPackage.of("example.base", "2.4.0").writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz depends on example.base#2.5.0, and only 2.4.0 is there: put it into the folder too, or say that it may be missing.");
    }

    @Test
    void aDependencyThatMayBeMissing() {
        TestPackage.of("example.one", "1.0.0")
                .dependingOn("example.base", "2.5.0")
                .writeTo(folder);

        assertThatCode(() -> MountedPackages.from(folder, Set.of("example.base"), folder.resolve("checked")))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherVersionOfWhatIsBuiltIn() {
        TestPackage.of(LinkwayPackage.NAME, "0.0.1").writeTo(folder);

        refuses(
                "linkway.fhir.r4-0.0.1.tgz is linkway.fhir.r4#0.0.1, but Linkway has version 0.1.0 built in: remove it from the folder.");
    }

    @Test
    void theSameVersionOfWhatIsBuiltInIsNotMountedAgain() throws IOException {
        Files.copy(Path.of("target/classes", LinkwayPackage.PATH), folder.resolve("linkway.tgz"));

        assertThat(MountedPackages.from(folder).withLinkways()).hasSize(1);
    }

    @Test
    void twoPackagesThatContradictEachOther() {
        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("shared", "name"))
                .writeTo(folder);
        TestPackage.of("example.two", "1.0.0")
                .with(patientWith("shared", "birthDate"))
                .writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz/package/StructureDefinition-shared.json and example.two-1.0.0.tgz/package/StructureDefinition-shared.json define "
                        + BASE + "shared|1.0.0 differently: remove one of the two packages.");
    }

    @Test
    void twoPackagesThatSayTheSameInOtherWords() {
        StructureDefinition narrated = patientWith("shared", "name");
        narrated.setPublisher("Another publisher").getText().setDivAsString("A patient with a name");
        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("shared", "name"))
                .writeTo(folder);
        TestPackage.of("example.two", "1.0.0").with(narrated).writeTo(folder);

        assertThat(MountedPackages.from(folder).withLinkways()).hasSize(3);
    }

    @Test
    void aProfileOfSomethingThatIsDefinedNowhere() {
        TestPackage.of("example.one", "1.0.0")
                .with(profile("lost", "1.0.0", "https://nowhere.example/Base"))
                .writeTo(folder);

        refuses(
                "example.one-1.0.0.tgz/package/StructureDefinition-lost.json is a profile of https://nowhere.example/Base, which is defined nowhere: mount the package that defines it, or remove this one.");
    }

    @Test
    void aProfileWhoseSnapshotCannotBeMade() {
        StructureDefinition circular = profile("circular", "1.0.0", BASE + "circular");
        TestPackage.of("example.one", "1.0.0").with(circular).writeTo(folder);

        assertThatThrownBy(() -> MountedPackages.from(folder))
                .isInstanceOf(PackageFault.class)
                .hasMessageStartingWith(
                        "No snapshot can be made of the profile example.one-1.0.0.tgz/package/StructureDefinition-circular.json (")
                .hasMessageEndingWith("): correct it, or get its package anew from its publisher.");
    }

    /** Published packages have such profiles: BaRS 1.35.0 has three. HAPI's validator passes over what it cannot place. */
    @Test
    void aProfileThatIsNotSoundIsMountedAndRemembered() throws IOException {
        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("unsound", "name.nickname"))
                .writeTo(folder);
        Path checked = folder.resolve("data/checked");

        MountedPackages.from(folder, Set.of(), checked);

        List<String> remembered = Files.readAllLines(checked);
        assertThat(remembered).hasSize(2);
        assertThat(remembered.get(1))
                .startsWith(
                        "Part of the profile example.one-1.0.0.tgz/package/StructureDefinition-unsound.json cannot be checked")
                .contains("Patient.name.nickname");
    }

    @Test
    void whatWasFoundGoodIsNotLookedThroughAgain() throws IOException {
        Path checked = folder.resolve("checked");
        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("named", "name"))
                .writeTo(folder);
        MountedPackages.from(folder, Set.of(), checked);
        String remembered = Files.readString(checked);
        Files.writeString(checked, remembered + "a line of somebody else's\n");

        MountedPackages.from(folder, Set.of(), checked);
        assertThat(Files.readString(checked)).as("left alone").contains("a line of somebody else's");

        TestPackage.of("example.one", "1.0.0")
                .with(patientWith("named", "gender"))
                .writeTo(folder);
        MountedPackages.from(folder, Set.of(), checked);
        assertThat(Files.readString(checked))
                .as("another package")
                .doesNotContain("somebody")
                .isNotEqualTo(remembered);
    }

    private void refuses(String sentence) {
        assertThatThrownBy(() -> MountedPackages.from(folder))
                .isInstanceOf(PackageFault.class)
                .hasMessage(sentence);
    }
}
