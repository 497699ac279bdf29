package org.linkway.fhir.validation;

import java.util.Arrays;
import org.linkway.fhir.validation.Issue.Position;

/** The lines of a text: from a place in it to an offset, and back. An XML reader's own offsets go astray at line ends. */
final class Lines {
    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        int[] found = new int
                [1 + (int) text.chars().filter(c -> c == '\n' || c == '\r').count()];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inWindowsLineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !inWindowsLineEnd) {
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    int offset(Position position) {
        int line = Math.min(position.line(), starts.length);
        return Math.min(starts[line - 1] + position.column() - 1, text.length());
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - starts[line] + 1);
    }

    /** Where the tag begins that ends here: within a tag there is no other {@code <}. */
    Position startOfTag(Position end) {
        return position(Math.max(text.lastIndexOf('<', offset(end) - 1), 0));
    }
}
