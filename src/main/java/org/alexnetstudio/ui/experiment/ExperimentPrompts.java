package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the user is asked in windows of their own; each waits for the answer. */
interface ExperimentPrompts {
  /** What to do with changes that are not saved. */
  enum Leave {
    /** Save them first. */
    SAVE,
    /** Lose them. */
    DISCARD,
    /** Stay. */
    CANCEL
  }

  /** The file of an experiment to open. */
  Optional<Path> fileToOpen();

  /** The file to save under; {@code name} is proposed. */
  Optional<Path> fileToSave(String name);

  /** A folder of images. */
  Optional<Path> folder();

  /** An archive or table of images. */
  Optional<Path> dataFile();

  /** The folder of a run, to start from. */
  Optional<Path> run();

  /** A file of weights, to start from. */
  Optional<Path> weights();

  /** Images to watch. */
  List<Path> images();

  /** What becomes of the changes of {@code name}. */
  Leave leave(String name);

  /** Tells of a problem. */
  void problem(Throwable problem);
}
