package org.linkway.gateway.config;

/** A setting with which Linkway must not start. The message is one sentence for the operator, and quotes no secret. */
public final class SettingFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String setting;

    /** @param setting its name, {@code linkway.…} */
    public SettingFault(String setting, String sentence) {
        super(setting + ": " + sentence);
        this.setting = setting;
    }

    /** The name of the setting. */
    String setting() {
        return setting;
    }
}
