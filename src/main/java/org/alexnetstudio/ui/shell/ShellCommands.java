package org.alexnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.ui.fx.Command;

/** What can be done anywhere in the window, beside training. */
record ShellCommands(
    List<Command> workspaces,
    Command watchBundled,
    Command trainOnFolder,
    Command openRun,
    Command openModel,
    Command addPicture,
    Command settings,
    Command help,
    Command theme,
    Command quit) {

  List<Command> all() {
    ArrayList<Command> all = new ArrayList<>(workspaces);
    all.addAll(
        List.of(
            watchBundled,
            trainOnFolder,
            openRun,
            openModel,
            addPicture,
            settings,
            help,
            theme,
            quit));
    return all;
  }
}
