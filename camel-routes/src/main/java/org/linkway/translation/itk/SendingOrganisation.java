package org.linkway.translation.itk;

/**
 * Who sends documents.
 *
 * @param telephone GPCM-SD-031: a practice has to be able to ring
 * @param mailbox its MESH mailbox, to which the acknowledgements come
 */
public record SendingOrganisation(String odsCode, String name, String telephone, String mailbox) {}
