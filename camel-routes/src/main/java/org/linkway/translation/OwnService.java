package org.linkway.translation;

/**
 * Who Linkway is to the services that it sends BaRS messages to.
 *
 * @param address where they answer
 * @param odsCode of the organisation that runs the link worker service
 * @param name of that organisation
 */
public record OwnService(ServiceAddress address, String odsCode, String name) {}
