package org.alexnetstudio.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alexnetstudio.StudioException;

/** The model that comes with the program: it knows photographs. */
public final class StarterModel {
  /** What it is called where a model is to be named. */
  public static final String NAME = "starter";

  private static final String FILE = "alexnet-photos-101.safetensors";

  /** In the laid out program, and in its sources. */
  private static final List<String> FOLDERS = List.of("models", "resources/models");

  private StarterModel() {}

  /** Its weights; nothing where it is not beside the program. */
  public static Optional<Path> find(AppFolders folders) {
    Path home = folders.home();
    return home == null
        ? Optional.empty()
        : FOLDERS.stream()
            .map(folder -> home.resolve(folder).resolve(FILE))
            .filter(Files::isRegularFile)
            .findFirst();
  }

  /** The same; an error where it is not there. */
  static Path open(AppFolders folders) throws StudioException {
    return find(folders)
        .orElseThrow(
            () ->
                StudioException.badInput(
                    "The starter model is not there",
                    folders.home() == null
                        ? "the program was not started from its own folder"
                        : folders.home().resolve("models").resolve(FILE) + " does not exist",
                    "Start the program by bin/alexnet-studio of a whole copy of its folder, or name"
                        + " another model."));
  }
}
