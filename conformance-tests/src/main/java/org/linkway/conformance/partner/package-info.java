/** The other side of the wire: the GP systems that refer, and the practice records that outcomes are filed in. */
package org.linkway.conformance.partner;
