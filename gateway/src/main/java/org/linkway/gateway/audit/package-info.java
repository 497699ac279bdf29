/** The audit trail: what each request leaves in it, how its entries are chained, and how auditors look into it. */
package org.linkway.gateway.audit;
