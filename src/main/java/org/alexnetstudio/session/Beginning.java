package org.alexnetstudio.session;

import java.nio.file.Path;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.FieldException;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.run.Checkpoint;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.training.TrainingInput;
import org.jspecify.annotations.Nullable;

/**
 * What a training reads before its first step.
 *
 * @param initial the model that it starts from; null where it starts from none, or goes on
 */
record Beginning(TrainingInput input, @Nullable InitialModel initial) {

  /** Of a training that has no checkpoint yet. */
  static Beginning of(Experiment experiment, AppFolders folders, Activity activity)
      throws StudioException {
    InitialSpec spec = experiment.initial();
    if (spec == null) {
      return new Beginning(PreparedData.of(experiment, null, folders, activity), null);
    }
    InitialModel model = InitialModel.open(spec, experiment, folders, activity);
    TrainingInput input =
        PreparedData.of(experiment, model.normaliser(experiment), folders, activity);
    boolean handedOver = false;
    try {
      Beginning beginning = new Beginning(model.resolve(input), model);
      handedOver = true;
      return beginning;
    } finally {
      if (!handedOver) {
        input.images().close();
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

  /**
   * The experiment of a run that goes on.
   *
   * @param epochs how many it is to have in all; null: as many as it was to have
   */
  static Experiment experiment(
      RunFolder run, @Nullable Checkpoint checkpoint, @Nullable Integer epochs)
      throws StudioException {
    Experiment experiment =
        ExperimentFile.parse(
            run.path().resolve("experiment.json").toString(), run.experimentJson());
    return epochs == null ? experiment : withEpochs(experiment, epochs, checkpoint, run);
  }

  private static Experiment withEpochs(
      Experiment experiment, int epochs, @Nullable Checkpoint checkpoint, RunFolder run)
      throws StudioException {
    int done = checkpoint == null ? 0 : checkpoint.state().epoch() - 1;
    if (epochs <= done) {
      throw StudioException.badInput(
          "The run " + run.path() + " can't have " + epochs + " epochs",
          "it has done " + done + " already",
          "Give a higher number: it is that of all its epochs.");
    }
    try {
      return experiment.withTraining(experiment.training().withEpochs(epochs));
    } catch (FieldException e) {
      throw StudioException.badInput(
          "The run " + run.path() + " can't have " + epochs + " epochs",
          "allowed is " + e.allowed(),
          "Give another number.",
          e);
    }
  }
}
