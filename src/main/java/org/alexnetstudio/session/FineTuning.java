package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.SourceDetection;
import org.alexnetstudio.experiment.CheckpointSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.ExperimentWriter;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.MonitorSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.experiment.ScheduleSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.experiment.TrainingSpec;

/**
 * The usual way to use a trained model for a few hundred images of one's own: its network and
 * preprocessing, and a short training at a low rate, at which the layer of the new classes learns
 * faster than the others.
 */
public final class FineTuning {
  /** A tenth of the images of a class may be two, which say little. */
  private static final double VALIDATION = 0.2;

  private static final int BATCH = 16;
  private static final int EPOCHS = 30;
  private static final double RATE = 0.002;
  private static final double RATE_OF_LAST_LAYER = 10;
  private static final int SNAPSHOT_STEPS = 10;
  private static final int NAME_LENGTH = 80;

  private FineTuning() {}

  /**
   * The text of the experiment, for images that are still to be named.
   *
   * @param model as {@link ModelFinder} finds it
   */
  public static String experiment(Path model, AppFolders folders, Activity activity)
      throws StudioException {
    return text(
        InitialModel.open(model, folders, activity),
        new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, "photos", VALIDATION));
  }

  /**
   * The text of the experiment.
   *
   * @param model as {@link ModelFinder} finds it
   * @param images a folder of class folders, a zip of the same, or a table
   */
  public static String experiment(Path model, Path images, AppFolders folders, Activity activity)
      throws StudioException {
    SourceSpec source = SourceDetection.of(images);
    if (source instanceof SourceSpec.OnDisk found) {
      String path = images.toAbsolutePath().normalize().toString();
      source = new SourceSpec.OnDisk(found.kind(), path, VALIDATION);
    }
    return text(InitialModel.open(model, folders, activity), source);
  }

  private static String text(InitialModel model, SourceSpec source) {
    boolean isWord = InitialSpec.WORDS.contains(model.named().toString());
    Experiment learnt = model.sidecar().experiment();
    NetworkSpec network = learnt.network().withClasses(LayerSpec.FullyConnected.CLASSES);
    String stem = learnt.name().replaceFirst("^fine-tuned-", "");
    String name = "fine-tuned-" + stem.substring(0, Math.min(stem.length(), NAME_LENGTH));
    Experiment experiment =
        new Experiment(
            Experiment.SCHEMA_VERSION,
            name,
            learnt.seed(),
            learnt.data().withSource(source),
            network,
            new InitialSpec(
                isWord ? model.named().toString() : model.path().toString(),
                null,
                List.of(),
                Map.of(network.output().name(), RATE_OF_LAST_LAYER)),
            new TrainingSpec(
                BATCH,
                EPOCHS,
                new OptimizerSpec(0.9, 5e-4, 1, 1),
                new ScheduleSpec.Cosine(RATE, 0, 1),
                new CheckpointSpec(10, 0, 1),
                learnt.training().engine(),
                "auto"),
            new MonitorSpec(SNAPSHOT_STEPS, List.of(), false));
    return ExperimentText.of(name, Path.of(""), ExperimentWriter.write(experiment)).tidied().text();
  }
}
