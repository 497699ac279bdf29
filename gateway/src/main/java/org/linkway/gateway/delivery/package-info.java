/** Brings deliveries to partners: when, in which order, how often, and when to leave it to a person. */
package org.linkway.gateway.delivery;
