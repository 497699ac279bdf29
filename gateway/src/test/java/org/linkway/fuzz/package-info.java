/** Spoilt input for everything that reads what others wrote, of all modules: nothing fails, hangs or grows. */
package org.linkway.fuzz;
