/**
 * The run on the screen: its history, its snapshots, and the cursor that every pane follows.
 * Properties without nodes, on the JavaFX thread. Uses ui.fx, event, experiment and session.
 */
@NullMarked
package org.alexnetstudio.ui.run;

import org.jspecify.annotations.NullMarked;
