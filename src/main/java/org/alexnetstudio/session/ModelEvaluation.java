package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.data.SourceDetection;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Evaluation;
import org.alexnetstudio.inspect.Evaluator;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;

/** Measures a model on images on disk. */
public final class ModelEvaluation {
  private ModelEvaluation() {}

  /**
   * Packs the images, where that is not done yet, and evaluates them.
   *
   * @param data a folder or file of images; absent: the validation part of the model's own data
   */
  public static Evaluation evaluate(
      Path model, Optional<Path> data, boolean tenCrop, AppFolders folders, Activity activity)
      throws StudioException {
    ModelFiles files = ModelFiles.find(model);
    ModelSidecar sidecar = files.sidecar();
    Experiment experiment = sidecar.experiment();
    DataSpec spec =
        data.isPresent()
            ? experiment.data().withSource(SourceDetection.of(data.get()))
            : experiment.data();
    try (Classifier classifier = ModelLoader.load(files, sidecar, "auto");
        PackedImages images =
            PackedImages.openForEvaluation(
                spec,
                experiment.network().input().channels(),
                experiment.seed(),
                folders.imageCache(),
                activity.listener("Preparing images"),
                activity.cancelled())) {
      if (data.isEmpty() && !images.fingerprint().equals(sidecar.images())) {
        throw StudioException.badInput(
            "The validation images of " + model + " are not the same any more",
            "images of its training were added, removed, renamed or moved to another class",
            "Bring them back as they were, or name the images to use by --data.");
      }
      if (data.isEmpty() && images.validation().length == 0) {
        throw StudioException.badInput(
            "There is nothing to evaluate " + model + " on",
            "no images were kept back for validation when it was trained",
            "Name the images to use by --data.");
      }
      int[] which =
          images.validation().length > 0
              ? images.validation()
              : IntStream.range(0, images.size()).toArray();
      return new Evaluator(classifier)
          .evaluate(images, which, tenCrop, activity.listener("Evaluating"), activity.cancelled());
    }
  }
}
