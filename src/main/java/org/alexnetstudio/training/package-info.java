/**
 * The loop: schedule, optimizer, metrics and checkpoints; it reads from top to bottom and emits
 * events. Uses data, network, run, event and DJL.
 */
@NullMarked
package org.alexnetstudio.training;

import org.jspecify.annotations.NullMarked;
