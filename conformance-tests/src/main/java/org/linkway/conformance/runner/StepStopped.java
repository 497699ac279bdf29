package org.linkway.conformance.runner;

/** A step cannot go on, for the reason in the message, which is a sentence for whoever reads the report. */
final class StepStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    private StepStopped(Result result, String sentence) {
        super(sentence, null, false, false);
        this.result = result;
    }

    /** This runner cannot do what is asked. */
    static StepStopped notSupported(String sentence) {
        return new StepStopped(Result.SKIP, sentence);
    }

    /** The system under test did not do what is asked. */
    static StepStopped failed(String sentence) {
        return new StepStopped(Result.FAIL, sentence);
    }

    /** Nobody can: the system did not answer, or the script contradicts itself. */
    static StepStopped error(String sentence) {
        return new StepStopped(Result.ERROR, sentence);
    }

    /** What a library says, without its numbers and the names of its classes. */
    static String saidBy(Exception failure) {
        String said = String.valueOf(failure.getMessage()).strip();
        String words = said.substring(said.lastIndexOf("Exception: ") < 0 ? 0 : said.lastIndexOf("Exception: ") + 11)
                .replaceFirst("^HAPI-\\d+: ", "");
        return words.endsWith(".") ? words : words + ".";
    }

    Judgement judgement() {
        return new Judgement(result, getMessage());
    }
}
