/**
 * What every piece of the window is made of: the way onto the JavaFX thread, pictures, panes, look,
 * commands, dialogs. Uses JavaFX and its libraries, and knows nothing of runs.
 */
@NullMarked
package org.alexnetstudio.ui.fx;

import org.jspecify.annotations.NullMarked;
