package org.linkway.referral;

/** What Linkway's clock watches. */
public enum TimerKind {
    ACKNOWLEDGE("The referral has not been answered", "Accept it, reject it, or ask the sender for what is missing."),
    CONCERN("A concern has not been acknowledged", "Act on it now, and report concern-acknowledged."),
    INFORMATION("The sender has not answered a question", "Ask again, or go on without the answer."),
    CANCELLATION("A cancellation has not been answered", "Report cancellation-agreed or cancellation-refused."),
    STEP_UP("A service asked to take over has not answered", "Ask it, and report step-up-accepted or step-up-refused."),
    PROVIDER_SILENCE(
            "A service that the person was referred on to has not answered", "Ask it, and report onward-updated."),
    ONWARD_ENDED("An onward referral came to nothing", "Talk to the person about what else might help."),
    CHECK_IN("A check-in is due", "Ask the person how it goes, and report checked-in."),
    WAITING_LIST("A wait is due for review", "Resume the work, or say that the wait goes on."),
    CONTACT_LIMIT("The person has not been reached", "Try another way, or report unable-to-contact."),
    DEATH_REPORT("A reported death is not settled", "Report death-confirmed or death-report-withdrawn."),
    AGEING("Nothing has happened for a long time", "Take the next step, or close the referral with its outcome.");

    private final String display;
    private final String whatToDo;

    TimerKind(String display, String whatToDo) {
        this.display = display;
        this.whatToDo = whatToDo;
    }

    public String code() {
        return Kebab.of(this);
    }

    public String display() {
        return display;
    }

    public String whatToDo() {
        return whatToDo;
    }
}
