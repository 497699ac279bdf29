/** Reading back by search and history: what a query means, and what is answered page by page. */
package org.linkway.gateway.fhir.search;
