/** The commands of the terminal. Uses session, run, experiment and the records they return. */
@NullMarked
package org.alexnetstudio.cli;

import org.jspecify.annotations.NullMarked;
