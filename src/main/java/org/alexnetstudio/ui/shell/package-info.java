/** The window: rail, toolbar, timeline, status bar, and the placement of the workspaces. */
@NullMarked
package org.alexnetstudio.ui.shell;

import org.jspecify.annotations.NullMarked;
