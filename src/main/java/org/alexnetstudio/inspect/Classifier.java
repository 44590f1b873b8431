package org.alexnetstudio.inspect;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.network.Network;

/** A network with all that it takes to get from an image to class names. */
public final class Classifier implements AutoCloseable {
  private final Network network;
  private final Normaliser normaliser;
  private final ImageDecoder decoder;
  private final List<String> classNames;

  /** The classifier owns the network from now on. */
  public Classifier(
      Network network, Normaliser normaliser, ResizeSpec resize, List<String> classNames) {
    this.network = network;
    this.normaliser = normaliser;
    this.decoder = new ImageDecoder(resize, network.spec().input().channels());
    this.classNames = List.copyOf(classNames);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** How bytes become its input. */
  public Normaliser normaliser() {
    return normaliser;
  }

  /** In the order of the logits. */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * The likeliest classes of an image, the likeliest first.
   *
   * @param tenCrop whether the mean over ten views counts (paper, section 4.1), or the centre alone
   */
  public List<Prediction> classify(Path image, int top, boolean tenCrop) throws StudioException {
    return Prediction.top(probabilities(decoder.decode(image), tenCrop), classNames, top);
  }

  /**
   * Probability of each class for one packed image.
   *
   * @param image (C, side, side) bytes
   */
  float[] probabilities(byte[] image, boolean tenCrop) {
    int crop = network.spec().input().height();
    float[][] views =
        tenCrop
            ? Crops.ten(normaliser, image, crop)
            : new float[][] {Crops.centre(normaliser, image, crop)};
    FloatBuffer batch = FloatBuffer.allocate(views.length * views[0].length);
    for (float[] view : views) {
      batch.put(view);
    }
    return meanSoftmax(batch.flip(), views.length);
  }

  private float[] meanSoftmax(FloatBuffer images, int count) {
    ImageShape shape = network.spec().input();
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray batch =
          scope.create(images, new Shape(count, shape.channels(), shape.height(), shape.width()));
      return network.forward(batch).softmax(1).mean(new int[] {0}).toFloatArray();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
