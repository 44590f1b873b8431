package org.alexnetstudio.cli;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.FoundModel;
import org.alexnetstudio.session.ModelFinder;

/** What commands take where a model is to be named. */
final class ModelArgument {
  static final String DESCRIPTION =
      "A run folder, one of its checkpoint folders, a model file, weights of another program (.pth,"
          + " .safetensors and others that 'import' reads), 'starter' (the model that comes with"
          + " the program) or 'imagenet' (once 'get imagenet' has fetched it).";

  private ModelArgument() {}

  /** The model that is named; says on the standard error what others' weights were taken for. */
  static Path open(Path named, AppFolders folders, Terminal terminal) throws StudioException {
    return open(named, folders, terminal, new Activity(new ActivityLine(terminal), () -> false));
  }

  /** The same with a way to end it. */
  static Path open(Path named, AppFolders folders, Terminal terminal, Activity activity)
      throws StudioException {
    FoundModel found = ModelFinder.find(named, folders, activity);
    found.recognised().forEach(terminal::line);
    return found.path();
  }
}
