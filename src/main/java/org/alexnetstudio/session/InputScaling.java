package org.alexnetstudio.session;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.weights.TensorFile;

/** How bytes become the input of an imported network, which its file may not say. */
final class InputScaling {
  /** Mean and standard deviation of ImageNet's pixels in 0..1, as torchvision has them. */
  private static final NormaliseSpec.PerChannel IMAGENET =
      new NormaliseSpec.PerChannel(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  private InputScaling() {}

  /**
   * What the file says, else what the experiment says, else ImageNet's.
   *
   * @param notes told what had to be assumed
   */
  static Normaliser of(TensorFile file, Experiment experiment, List<String> notes)
      throws StudioException {
    int channels = experiment.network().input().channels();
    int side = experiment.data().resize().crop();
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
    Normaliser imageNet = Normaliser.of(IMAGENET, channels, side, null);
    if (experiment.data().normalise() instanceof NormaliseSpec.MeanImage) {
      notes.add("The file has no mean image; ImageNet's mean colour is subtracted instead.");
      float[] ones = new float[channels];
      Arrays.fill(ones, 1);
      return new Normaliser(channels, side, imageNet.mean(), ones);
    }
    notes.add(
        "The file does not say how its images were normalised; ImageNet's mean and"
            + " deviation of the colours are used.");
    return imageNet;
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
