package org.linkway.referral;

import java.util.Optional;

/** Something that helps the person to take up what is offered: coded where Linkway has a code for it, and in words. */
public record SupportNeed(Optional<SupportNeedCode> code, String words) {}
