/**
 * The run folder: frozen experiment, event log, checkpoints; every write atomic. Uses {@code
 * experiment}, {@code event} and {@code weights}.
 */
@NullMarked
package org.alexnetstudio.run;

import org.jspecify.annotations.NullMarked;
