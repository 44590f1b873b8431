package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
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

  /** In the order of the logits. */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * Decodes an image for {@link #classify(byte[], int, boolean)}; any thread may do so.
   *
   * @return (C, side, side) bytes
   */
  public byte[] decode(Path image) throws StudioException {
    return decoder.decode(image);
  }

  /**
   * The likeliest classes of an image, the likeliest first.
   *
   * @param tenCrop whether the mean over ten views counts (paper, section 4.1), or the centre alone
   */
  public List<Prediction> classify(Path image, int top, boolean tenCrop) throws StudioException {
    return classify(decode(image), top, tenCrop);
  }

  /** The same of a decoded image. */
  public List<Prediction> classify(byte[] image, int top, boolean tenCrop) throws StudioException {
    float[] probabilities = probabilities(List.of(image), tenCrop).get(0);
    return Prediction.top(probabilities, classNames, top);
  }

  /** What the network makes of a decoded image, with the maps of its layers with weights. */
  public ProbeSnapshot probe(String name, byte[] image) throws StudioException {
    return new ProbeSnapshot(name, classify(image, 5, false), List.of());
  }

  /**
   * Probability of each class for each of some packed images, in one pass.
   *
   * @param images (C, side, side) bytes each
   */
  List<float[]> probabilities(List<byte[]> images, boolean tenCrop) throws StudioException {
    ImageShape shape = network.spec().input();
    int views = tenCrop ? Crops.VIEWS : 1;
    FloatBuffer batch = FloatBuffer.allocate(images.size() * views * shape.size());
    for (byte[] image : images) {
      if (tenCrop) {
        for (float[] view : Crops.ten(normaliser, image, shape.height())) {
          batch.put(view);
        }
      } else {
        batch.put(Crops.centre(normaliser, image, shape.height()));
      }
    }
    try {
      return meanSoftmax(batch.flip(), images.size(), views);
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The images can't be classified", e);
    }
  }

  private List<float[]> meanSoftmax(FloatBuffer batch, int images, int views) {
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray input = network.batch(scope, batch, images * views);
      float[] means =
          network
              .forward(input)
              .softmax(1)
              .reshape(images, views, -1)
              .mean(new int[] {1})
              .toFloatArray();
      int classes = means.length / images;
      return IntStream.range(0, images)
          .mapToObj(i -> Arrays.copyOfRange(means, i * classes, (i + 1) * classes))
          .toList();
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
