package org.alexnetstudio.ui.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.ui.fx.Look;

/** The user's preferences while the window is open, and on the disk. */
final class Choices {
  private final PreferencesFile file;
  private final Look look;
  private Preferences now;

  /** Reads them and dresses the program in them. */
  Choices(PreferencesFile file, Look look) {
    this.file = file;
    this.look = look;
    now = file.read();
    dress();
  }

  private void dress() {
    look.choose(Look.Theme.of(now.theme()), now.textSize());
  }

  Preferences now() {
    return now;
  }

  /** Where they are kept. */
  Path path() {
    return file.path();
  }

  /** Lets other ones count; {@link #write} keeps them. */
  void choose(Preferences chosen) {
    boolean looksOtherwise =
        !chosen.theme().equals(now.theme()) || chosen.textSize() != now.textSize();
    now = chosen;
    if (looksOtherwise) {
      dress();
    }
  }

  /** From dark to light, or back. */
  void changeTheme() {
    choose(now.withLook(now.theme().equals("dark") ? "light" : "dark", now.textSize()));
    write();
  }

  void write() {
    file.write(now);
  }

  /** The folder for runs; one that can't be, as out of an edited file, is not used. */
  Path runs() {
    return path(now.runs()).orElseGet(AppFolders::defaultRuns);
  }

  /** Experiment files, the newest first. */
  List<Path> recent() {
    return now.recent().stream().flatMap(text -> path(text).stream()).toList();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
