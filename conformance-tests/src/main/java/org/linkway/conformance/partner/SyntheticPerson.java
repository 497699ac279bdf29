package org.linkway.conformance.partner;

import java.time.LocalDate;

/** A person who never lived, with an NHS number of the 999 test range. */
public record SyntheticPerson(String nhsNumber, String given, String family, LocalDate birthDate) {}
