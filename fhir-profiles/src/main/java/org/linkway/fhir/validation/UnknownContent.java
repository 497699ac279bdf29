package org.linkway.fhir.validation;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue.Rule;

/** What is said of names that FHIR R4 does not know. */
final class UnknownContent {
    /** Types of a choice; of more than this they are not listed. */
    private static final int LISTED = 12;

    private UnknownContent() {}

    /**
     * @param parent the element that holds it, as people call it
     * @param definition of the parent, where it is known
     */
    static Issue element(
            String expression, String name, String parent, Optional<BaseRuntimeElementDefinition<?>> definition) {
        String sentence = definition
                .filter(BaseRuntimeElementCompositeDefinition.class::isInstance)
                .map(BaseRuntimeElementCompositeDefinition.class::cast)
                .flatMap(defined -> wrongChoice(name, parent, defined))
                .orElseGet(() -> "'" + Excerpt.of(name) + "' is not an element of FHIR R4 " + parent + ": "
                        + remedy(definition.flatMap(defined -> Spelling.meant(name, names(defined)))));
        return Issue.error(GatewayError.UNKNOWN_CONTENT, expression, sentence);
    }

    static Issue attribute(String expression, String name, String parent) {
        return Issue.error(
                GatewayError.UNKNOWN_CONTENT,
                expression,
                "'" + Excerpt.of(name) + "' is not an attribute of FHIR R4 " + parent + ": "
                        + remedy(Spelling.meant(name, XmlElement.ATTRIBUTES)));
    }

    static Issue resourceType(String expression, String type, FhirContext fhir) {
        return Issue.error(
                        GatewayError.UNKNOWN_CONTENT,
                        expression,
                        "'" + Excerpt.of(type) + "' is not a resource type of FHIR R4: "
                                + remedy(Spelling.meant(type, fhir.getResourceTypes())))
                .by(new Rule(GatewayError.UNKNOWN_CONTENT.key(), "http://hl7.org/fhir/StructureDefinition/Resource"));
    }

    private static String remedy(Optional<String> meant) {
        return meant.map(name -> "write it as '" + name + "', or remove it.")
                .orElse("remove it or correct its spelling.");
    }

    private static List<String> names(BaseRuntimeElementDefinition<?> definition) {
        return definition instanceof BaseRuntimeElementCompositeDefinition<?> composite
                ? composite.getChildren().stream()
                        .flatMap(child -> names(child).stream())
                        .toList()
                : List.of();
    }

    /** {@code value}, {@code valueFloat}, or a second {@code valueString} where a value stands already. */
    private static Optional<String> wrongChoice(
            String name, String parent, BaseRuntimeElementCompositeDefinition<?> definition) {
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            String choice = child.getElementName().replace("[x]", "");
            boolean isChoice = child instanceof RuntimeChildChoiceDefinition;
            if (isChoice && name.startsWith(choice) && !isElementOfItsOwn(name, choice, definition)) {
                return Optional.of(wrongChoice(name, parent + "." + choice, names(child)));
            }
        }
        return Optional.empty();
    }

    private static boolean isElementOfItsOwn(
            String name, String choice, BaseRuntimeElementCompositeDefinition<?> definition) {
        boolean goesOn = name.length() > choice.length() && !Character.isUpperCase(name.charAt(choice.length()));
        return goesOn
                || definition.getChildren().stream()
                        .filter(other -> !(other instanceof RuntimeChildChoiceDefinition))
                        .anyMatch(other -> other.getElementName().equals(name));
    }

    private static String wrongChoice(String name, String called, List<String> valid) {
        if (valid.contains(name)) {
            return called + " stands here more than once, the second time as '" + name
                    + "'. Send one of them, in one type.";
        }
        String choices = valid.size() > LISTED
                ? "Its name ends in its type, as in " + valid.get(0) + "."
                : "Send it as " + String.join(" or ", valid) + ".";
        return "'" + Excerpt.of(name) + "' is not how " + called + " is sent in FHIR R4. " + choices;
    }

    private static List<String> names(BaseRuntimeChildDefinition child) {
        return child.getValidChildNames().stream()
                .filter(name -> !name.endsWith("[x]"))
                .sorted()
                .toList();
    }
}
