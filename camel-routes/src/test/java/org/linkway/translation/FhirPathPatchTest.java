package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.Issue;

class FhirPathPatchTest {
    private final Parameters patch = new Parameters();
    private final Task task = new Task().setStatus(TaskStatus.REQUESTED);

    FhirPathPatchTest() {
        task.addNote().setText("first");
        task.addNote().setText("second");
        task.addNote().setText("third");
    }

    @Test
    void replacesACodeByItsText() {
        operation("replace", "Task.status", part("value", new CodeType("cancelled")));

        assertThat(applied().getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(task.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void addsAnElementAndOneMoreToAList() {
        operation("add", "Task", part("name", new StringType("description")), part("value", new StringType("A walk")));
        operation("add", "Task.note[0]", part("name", new StringType("author")), part("value", new StringType("Pat")));

        Task patched = applied();

        assertThat(patched.getDescription()).isEqualTo("A walk");
        assertThat(patched.getNoteFirstRep().getAuthorStringType().getValue()).isEqualTo("Pat");
    }

    @Test
    void buildsWhatHasNoTypeOfItsOwnFromParts() {
        ParametersParameterComponent input = new ParametersParameterComponent().setName("value");
        input.addPart(part("type", new CodeableConcept().setText("Answer")));
        input.addPart(part("value", new StringType("Yes")));
        operation("add", "Task", part("name", new StringType("input")), input);

        assertThat(applied().getInputFirstRep().getValue().primitiveValue()).isEqualTo("Yes");
    }

    @Test
    void insertsMovesAndDeletesInAList() {
        ParametersParameterComponent note = new ParametersParameterComponent().setName("value");
        note.addPart(part("text", new StringType("before all")));
        operation("insert", "Task.note", part("index", new IntegerType(0)), note);
        operation("move", "Task.note", part("source", new IntegerType(1)), part("destination", new IntegerType(3)));
        operation("delete", "Task.note[1]");

        assertThat(applied().getNote()).extracting(it -> it.getText()).containsExactly("before all", "third", "first");
    }

    @Test
    void deletesNothingWhereThereIsNothing() {
        operation("delete", "Task.description");

        assertThat(applied().equalsDeep(task)).isTrue();
    }

    @Test
    void tellsTwoEqualElementsApart() {
        task.getNote().forEach(note -> note.setText("same"));
        task.getNote().get(2).setText("last");
        operation("delete", "Task.note[1]");

        assertThat(applied().getNote()).extracting(it -> it.getText()).containsExactly("same", "last");
    }

    @Test
    void refusesWhatCannotBeAppliedAtItsPlaceAndAppliesNothing() {
        operation("replace", "Task.status", part("value", new CodeType("cancelled")));
        operation("replace", "Task.note.text", part("value", new StringType("x")));

        assertThat(refused()).singleElement().satisfies(issue -> {
            assertThat(issue.expression()).contains("Parameters.parameter[1]");
            assertThat(issue.sentence()).startsWith("This path leads to 3 elements.");
        });
    }

    @Test
    void refusesASecondValueWhereThereCanBeOne() {
        operation("add", "Task", part("name", new StringType("status")), part("value", new CodeType("cancelled")));

        assertThat(refused().get(0).sentence()).startsWith("There is a value already");
    }

    @Test
    void refusesAPathThatIsNone() {
        operation("delete", "Task.((");

        assertThat(refused().get(0).sentence()).contains("no FHIRPath");
    }

    @Test
    void refusesAnIndexBeyondTheList() {
        operation("move", "Task.note", part("source", new IntegerType(7)), part("destination", new IntegerType(0)));

        assertThat(refused().get(0).sentence()).contains("between 0 and 2");
    }

    @Test
    void refusesAPatchWithoutOperations() {
        assertThat(refused().get(0).sentence()).startsWith("This patch has no operation.");
    }

    private void operation(String type, String path, ParametersParameterComponent... more) {
        ParametersParameterComponent operation = patch.addParameter().setName("operation");
        operation.addPart(part("type", new CodeType(type)));
        operation.addPart(part("path", new StringType(path)));
        List.of(more).forEach(operation::addPart);
    }

    private static ParametersParameterComponent part(String name, Type value) {
        return new ParametersParameterComponent().setName(name).setValue(value);
    }

    private Task applied() {
        return new FhirPathPatch(TestFhir.CONTEXT, patch)
                .appliedTo(task)
                .match((patched, warnings) -> patched, issues -> {
                    throw new AssertionError(issues.toString());
                });
    }

    private List<Issue> refused() {
        return new FhirPathPatch(TestFhir.CONTEXT, patch)
                .appliedTo(task)
                .match((patched, warnings) -> List.of(), it -> it);
    }
}
