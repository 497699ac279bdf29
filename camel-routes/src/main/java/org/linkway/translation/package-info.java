/** FHIR to the local referral model and back: pure functions, which report everything that is wrong and invent nothing. */
package org.linkway.translation;
