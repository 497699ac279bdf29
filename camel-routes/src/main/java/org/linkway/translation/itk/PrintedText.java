package org.linkway.translation.itk;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Text in one font: broken into lines, and without what the font cannot print. */
final class PrintedText {
    /** Stands for what the font does not have. */
    static final String REPLACEMENT = "\u25A1";

    private final PDType0Font font;
    private boolean replaced;

    PrintedText(PDType0Font font) {
        this.font = font;
    }

    PDType0Font font() {
        return font;
    }

    /** Whether anything so far could not be printed. */
    boolean hasReplaced() {
        return replaced;
    }

    /** The text on one line, with each character that the font has. */
    String printable(String words) {
        StringBuilder printable = new StringBuilder();
        Normalizer.normalize(words, Normalizer.Form.NFC).codePoints().forEach(it -> printable.append(printable(it)));
        return printable.toString();
    }

    private String printable(int character) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return " ";
        }
        if (Character.getType(character) == Character.FORMAT || Character.isISOControl(character)) {
            return "";
        }
        String one = Character.toString(character);
        if (isInTheFont(one)) {
            return one;
        }
        replaced = true;
        return REPLACEMENT;
    }

    private boolean isInTheFont(String character) {
        try {
            return font.encode(character).length > 0;
        } catch (IllegalArgumentException absent) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The font cannot be read: %s",
                            e.getClass().getSimpleName()),
                    e);
        }
    }

    /** @param width in points */
    List<String> lines(String words, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(words).strip().split(" +", -1)) {
            for (String piece : pieces(word, size, width)) {
                if (line.length() > 0 && width(line + " " + piece, size) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " " : "").append(piece);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** A word that is longer than a line is broken wherever the line ends. */
    private List<String> pieces(String word, float size, float width) throws IOException {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int character : word.codePoints().toArray()) {
            String one = Character.toString(character);
            if (piece.length() > 0 && width(piece + one, size) > width) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(one);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private float width(String line, float size) throws IOException {
        return font.getStringWidth(line) / 1000 * size;
    }
}
