package org.linkway.fhir.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.fhir.validation.Issue.Position;

/**
 * What {@code $validate} is asked to do, where it is asked by a Parameters resource.
 *
 * @param resource the text of the resource to be checked, in the place where it stands in the body; empty where there is none
 */
record ValidateParameters(Optional<String> resource, List<String> profiles, Optional<String> mode) {

    static ValidateParameters of(String text, WireFormat format) {
        Reader reader = new Reader(text, format);
        BodyWalk.walk(text, format, reader);
        return new ValidateParameters(
                Optional.ofNullable(reader.resource), List.copyOf(reader.profiles), Optional.ofNullable(reader.mode));
    }

    private static final class Reader implements BodyWalk.Listener {
        private static final String PARAMETER = ".parameter";

        private final String text;
        private final WireFormat format;
        private final Lines lines;
        private final List<String> path = new ArrayList<>();
        private final List<String> profiles = new ArrayList<>();
        private String mode;
        private String resource;
        private String name = "";
        private String value = "";
        private int resourceStart = -1;
        private String resourceFound;

        Reader(String text, WireFormat format) {
            this.text = text;
            this.format = format;
            this.lines = new Lines(text);
        }

        @Override
        public void enter(String entered, int index, Position position) {
            path.add(entered);
            if (format == WireFormat.JSON && at(PARAMETER + ".resource")) {
                resourceStart = text.indexOf('{', lines.offset(position));
            } else if (format == WireFormat.XML && at(PARAMETER + ".resource.resourceType")) {
                resourceStart = lines.offset(position);
            }
        }

        @Override
        public void value(String given) {
            if (at(PARAMETER + ".name")) {
                name = given;
            } else if (path.size() == 3 && path.get(2).startsWith("value")) {
                value = given;
            }
        }

        @Override
        public void leave(Position end) {
            if (at(PARAMETER + ".resource") && resourceStart >= 0) {
                int behind = lines.offset(end);
                int last = format == WireFormat.JSON ? behind : text.lastIndexOf('<', behind - 1);
                // A null of JSON ends where it begins.
                resourceFound = last > resourceStart ? inPlace(last) : null;
            } else if (at(PARAMETER)) {
                take();
            }
            path.remove(path.size() - 1);
        }

        private void take() {
            switch (name) {
                case "resource" -> resource = resourceFound;
                case "profile" -> profiles.add(value);
                case "mode" -> mode = value;
                default -> {
                    // R4 has no other, and what another version has is not asked for here.
                }
            }
            name = "";
            value = "";
            resourceStart = -1;
            resourceFound = null;
        }

        /** With everything before it blank, so that what is said of it is said of the place in the body. */
        private String inPlace(int end) {
            String before = text.substring(0, resourceStart).replaceAll("[^\\r\\n]", " ");
            String found = text.substring(resourceStart, end);
            return before + (format == WireFormat.XML ? inNamespace(found) : found);
        }

        /** Around it was the element that declared the namespace. */
        private static String inNamespace(String element) {
            int nameEnd = 1;
            while (nameEnd < element.length() && " \t\r\n/>".indexOf(element.charAt(nameEnd)) < 0) {
                nameEnd++;
            }
            int colon = element.substring(0, nameEnd).indexOf(':');
            String declaration = colon < 0 ? "xmlns" : "xmlns:" + element.substring(1, colon);
            String tag = element.substring(0, element.indexOf('>') + 1);
            return tag.contains(declaration + "=")
                    ? element
                    : element.substring(0, nameEnd) + " " + declaration + "=\"http://hl7.org/fhir\""
                            + element.substring(nameEnd);
        }

        private boolean at(String place) {
            return String.join(".", path).equals(place);
        }
    }
}
