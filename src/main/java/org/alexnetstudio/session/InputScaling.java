package org.alexnetstudio.session;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.TensorFile;
import org.jspecify.annotations.Nullable;

/** How bytes become the input of an imported network, which its file may not say. */
final class InputScaling {
  /** Mean and standard deviation of ImageNet's pixels in 0..1, as torchvision has them. */
  private static final NormaliseSpec.PerChannel IMAGENET =
      new NormaliseSpec.PerChannel(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  /** The mean of ILSVRC-2012's training images, red first, as Caffe's own mean image has it. */
  private static final float[] ILSVRC_2012 = {122.67892f, 116.66877f, 104.00699f};

  private InputScaling() {}

  /**
   * What the file says, else what the experiment says, else ImageNet's.
   *
   * @param meanFile a mean image to subtract; null: none is known
   * @param notes told what had to be assumed
   */
  static Normaliser of(
      TensorFile file, Experiment experiment, @Nullable Path meanFile, List<String> notes)
      throws StudioException {
    int channels = experiment.network().input().channels();
    int side = experiment.data().resize().crop();
    boolean lessMean = experiment.data().normalise() instanceof NormaliseSpec.MeanImage;
    if (meanFile != null && channels == IMAGENET.mean().size() && lessMean) {
      notes.add("The mean image " + meanFile.getFileName() + " is subtracted.");
      return unscaled(channels, side, MeanImage.read(meanFile, side, notes));
    }
    if (meanFile != null) {
      throw StudioException.badInput(
          "The mean image " + meanFile + " can't be used",
          "the preset " + experiment.name() + " does not subtract one",
          "Leave --mean away, or choose another network with --preset.");
    }
    if (file.shapes().containsKey(ModelTensors.MEAN)) {
      return stored(file, channels, side);
    }
    if (experiment.data().normalise() instanceof NormaliseSpec.PerChannel given
        && !given.mean().isEmpty()) {
      return Normaliser.of(given, channels, side, null);
    }
    if (channels != IMAGENET.mean().size()) {
      throw StudioException.badInput(
          "The weights of " + experiment.name() + " can't be used by themselves",
          "the file does not say how the grey of an image becomes the network's input",
          "Use the model as this program wrote it, which says so.");
    }
    if (lessMean) {
      notes.add("There is no mean image; the mean colour of ILSVRC-2012 is subtracted instead.");
      return unscaled(channels, side, ILSVRC_2012);
    }
    notes.add(
        "The file does not say how its images were normalised; ImageNet's mean and"
            + " deviation of the colours are used.");
    return Normaliser.of(IMAGENET, channels, side, null);
  }

  private static Normaliser unscaled(int channels, int side, float[] mean) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new Normaliser(channels, side, mean, ones);
  }

  private static Normaliser stored(TensorFile file, int channels, int side) throws StudioException {
    float[] mean = floats(file, ModelTensors.MEAN);
    float[] scale = floats(file, ModelTensors.SCALE);
    if (scale.length != channels
        || (mean.length != channels && mean.length != channels * side * side)) {
      throw StudioException.badInput(
          "The weights can't be used",
          "their normalisation is for images of another size",
          "Use the file as it was written.");
    }
    return new Normaliser(channels, side, mean, scale);
  }

  private static float[] floats(TensorFile file, String name) throws StudioException {
    FloatBuffer numbers = FiniteTensor.read(file, name);
    float[] floats = new float[numbers.remaining()];
    numbers.get(floats);
    return floats;
  }
}
