package org.alexnetstudio.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.alexnetstudio.ui.fx.Command;

/** What can be done anywhere in the window, beside training. */
record ShellCommands(
    List<Command> workspaces,
    Command watchBundled,
    Command trainOnFolder,
    Command openRun,
    Command openModel,
    Command tryStarter,
    Command getImageNet,
    Command fineTune,
    Command addPicture,
    Command settings,
    Command guide,
    Command shortcuts,
    Command theme,
    Command quit) {

  /** Commands that the window gives to its actions and to itself. */
  static ShellCommands of(
      Supplier<Actions> actions,
      Consumer<Place> go,
      Runnable guide,
      Runnable shortcuts,
      Runnable changeTheme,
      Runnable close) {
    String group = "Window";
    return new ShellCommands(
        List.of(
            new Command(group, "Show Experiment", "Shortcut+1", () -> go.accept(Place.EXPERIMENT)),
            new Command(group, "Show Train", "Shortcut+2", () -> go.accept(Place.TRAIN)),
            new Command(group, "Show Explore", "Shortcut+3", () -> go.accept(Place.EXPLORE)),
            new Command(group, "Show Classify", "Shortcut+4", () -> go.accept(Place.CLASSIFY))),
        new Command(
            group,
            "Watch the bundled experiment",
            "Shortcut+B",
            () -> actions.get().watchBundled()),
        new Command(
            group, "Train on a folder…", "Shortcut+Shift+T", () -> actions.get().askForFolder()),
        new Command(group, "Open a run…", "Shortcut+Shift+R", () -> actions.get().askForRun()),
        new Command(group, "Open a model…", "Shortcut+M", () -> actions.get().askForModel()),
        new Command(
            group, "Try the starter model", "Shortcut+Shift+M", () -> actions.get().tryStarter()),
        new Command(
            group, "Get ImageNet weights…", "Shortcut+Shift+I", () -> actions.get().getImageNet()),
        new Command(group, "Fine-tune…", "Shortcut+Shift+F", () -> actions.get().fineTune()),
        new Command("Train", "Add a picture…", "Shortcut+I", () -> actions.get().askForPicture()),
        new Command(group, "Settings", "Shortcut+Comma", () -> actions.get().settings()),
        new Command(group, "Guide", "Shift+F1", guide),
        new Command(group, "Shortcuts", "F1", shortcuts),
        new Command(group, "Light or dark", "Shortcut+Shift+L", changeTheme),
        new Command(group, "Close", "Shortcut+Q", close));
  }

  /** Takes those away that a training stands against: its own network answers meanwhile. */
  void enable(Phase phase) {
    for (Command command : List.of(watchBundled, openRun, openModel, tryStarter, getImageNet)) {
      command.disabled().set(phase.trains());
    }
  }

  /** Those that the menu of the experiment has too. */
  List<Command> menu() {
    return List.of(
        trainOnFolder, openRun, openModel, tryStarter, getImageNet, fineTune, guide, settings);
  }

  List<Command> all() {
    ArrayList<Command> all = new ArrayList<>(workspaces);
    all.addAll(
        List.of(
            watchBundled,
            trainOnFolder,
            openRun,
            openModel,
            tryStarter,
            getImageNet,
            fineTune,
            addPicture,
            settings,
            guide,
            shortcuts,
            theme,
            quit));
    return all;
  }
}
