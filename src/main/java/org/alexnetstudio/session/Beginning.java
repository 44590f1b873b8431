package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.run.Checkpoint;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.training.TrainingInput;
import org.jspecify.annotations.Nullable;

/**
 * What a training reads before its first step.
 *
 * @param initial the model that it starts from; null where it starts from none, or goes on
 */
record Beginning(TrainingInput input, @Nullable InitialModel initial) implements AutoCloseable {

  /** Of a training that has no checkpoint yet. */
  static Beginning of(Experiment experiment, AppFolders folders, Activity activity)
      throws StudioException {
    InitialSpec spec = experiment.initial();
    if (spec == null) {
      return new Beginning(PreparedData.of(experiment, null, folders, activity), null);
    }
    InitialModel model = InitialModel.open(spec, experiment);
    TrainingInput input = null;
    boolean handedOver = false;
    try {
      input = PreparedData.of(experiment, model.normaliser(experiment), folders, activity);
      Beginning beginning = new Beginning(model.resolve(input), model);
      handedOver = true;
      return beginning;
    } finally {
      if (!handedOver) {
        model.close();
        if (input != null) {
          input.images().close();
        }
      }
    }
  }

  /** Of a run that goes on; the model that it once started from may be gone. */
  static Beginning of(
      Checkpoint checkpoint, Path run, Experiment experiment, AppFolders folders, Activity activity)
      throws StudioException {
    String trainedOn = ModelFiles.find(checkpoint.folder()).sidecar().images();
    Normaliser stored =
        StoredNetwork.normaliser(
            checkpoint.modelFile(),
            experiment.network().input().channels(),
            experiment.data().resize().crop());
    TrainingInput input = PreparedData.of(experiment, stored, folders, activity);
    // With other images the numbers would not go on, and the split would be another one.
    if (!input.images().fingerprint().equals(trainedOn)) {
      input.images().close();
      throw StudioException.badInput(
          "The run " + run + " can't go on",
          "its images have changed: some were added, removed, renamed or moved to another class",
          "Bring them back as they were, or start a new run.");
    }
    return new Beginning(input, null);
  }

  @Override
  public void close() {
    input.images().close();
    if (initial != null) {
      initial.close();
    }
  }
}
