package org.alexnetstudio.ui.shell;

import java.util.List;
import javafx.scene.Node;
import org.alexnetstudio.ui.fx.Command;

/**
 * A workspace of the window.
 *
 * @param place where it is shown
 * @param name in the rail
 * @param icon in the rail
 * @param view what it shows
 * @param commands that count while it is shown
 * @param timeline whether the timeline belongs below it
 */
public record Workspace(
    Place place, String name, String icon, Node view, List<Command> commands, boolean timeline) {}
