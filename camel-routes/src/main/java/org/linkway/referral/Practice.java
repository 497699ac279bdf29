package org.linkway.referral;

import java.util.Optional;

/** A GP practice: its ODS code, and its name where known. */
public record Practice(String odsCode, Optional<String> name) {}
