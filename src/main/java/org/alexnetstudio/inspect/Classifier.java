package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Crops;
import org.alexnetstudio.data.ImageDecoder;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.network.Network;
import org.jspecify.annotations.Nullable;

/** A network with all that it takes to get from an image to class names. */
public final class Classifier implements AutoCloseable {
  /** So many share one pass: enough to be quick, few enough for little memory. */
  private static final int PROBES_TOGETHER = 16;

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
    return probe(List.of(new ProbeImage(name, image))).get(0);
  }

  /** The same of several images, which pass through the network together. */
  public List<ProbeSnapshot> probe(List<ProbeImage> images) throws StudioException {
    List<ProbeSnapshot> probes = new ArrayList<>();
    try {
      for (int from = 0; from < images.size(); from += PROBES_TOGETHER) {
        int to = Math.min(images.size(), from + PROBES_TOGETHER);
        probes.addAll(probeTogether(images.subList(from, to)));
      }
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The images can't be looked at", e);
    }
    return probes;
  }

  private List<ProbeSnapshot> probeTogether(List<ProbeImage> images) {
    FloatBuffer batch = batchOf(images.size());
    for (ProbeImage image : images) {
      batch.put(centre(image.pixels()));
    }
    LayerWatch watch = new LayerWatch(images.size());
    float[] probabilities;
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray input = network.batch(scope, batch.flip(), images.size());
      probabilities = network.forward(input, watch).softmax(1).toFloatArray();
      watch.finish();
    }
    return IntStream.range(0, images.size())
        .mapToObj(
            i ->
                new ProbeSnapshot(
                    images.get(i).name(),
                    Prediction.top(row(probabilities, i, images.size()), classNames, 5),
                    watch.maps(i)))
        .toList();
  }

  /** A copy of the weights of the first convolution; null where the network has none. */
  public @Nullable FilterBank filters() {
    for (LayerSpec layer : network.spec().layers()) {
      if (layer instanceof LayerSpec.Conv conv) {
        return filters(conv, towers());
      }
    }
    return null;
  }

  /**
   * A copy of the weights of a convolution, its groups apart.
   *
   * @param layer its number, from 1
   * @throws StudioException where it is no convolution
   */
  public FilterBank filters(int layer) throws StudioException {
    List<LayerSpec> layers = network.spec().layers();
    if (layer >= 1 && layer <= layers.size() && layers.get(layer - 1) instanceof LayerSpec.Conv c) {
      return filters(c);
    }
    throw StudioException.badInput(
        "There are no filters to show", "the layer is no convolution", "Choose a convolution.");
  }

  /** A copy of the weights of any convolution, its groups apart. */
  public FilterBank filters(LayerSpec.Conv conv) {
    return filters(conv, conv.groups());
  }

  private FilterBank filters(LayerSpec.Conv conv, int towers) {
    String name = conv.name() + ".weight";
    int channels = (int) network.parameterShape(name)[1];
    float[] weights = new float[conv.filters() * channels * conv.kernel() * conv.kernel()];
    network.read(name).get(weights);
    return new FilterBank(conv.name(), conv.filters(), channels, conv.kernel(), towers, weights);
  }

  /**
   * Into how many towers the first convolution falls: its own groups or, as in the paper, those of
   * the next one, which divide its filters.
   */
  private int towers() {
    return network.spec().layers().stream()
        .filter(LayerSpec.Conv.class::isInstance)
        .limit(2)
        .mapToInt(layer -> ((LayerSpec.Conv) layer).groups())
        .max()
        .orElse(1);
  }

  /**
   * Probability of each class for each of some packed images, in one pass.
   *
   * @param images (C, side, side) bytes each
   */
  List<float[]> probabilities(List<byte[]> images, boolean tenCrop) throws StudioException {
    int views = tenCrop ? Crops.VIEWS : 1;
    FloatBuffer batch = batchOf(images.size() * views);
    for (byte[] image : images) {
      if (tenCrop) {
        for (float[] view : Crops.ten(normaliser, image, network.spec().input().height())) {
          batch.put(view);
        }
      } else {
        batch.put(centre(image));
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
      return IntStream.range(0, images).mapToObj(i -> row(means, i, images)).toList();
    }
  }

  private FloatBuffer batchOf(int views) {
    return FloatBuffer.allocate(views * network.spec().input().size());
  }

  /** Shape of the network's input. */
  public ImageShape input() {
    return network.spec().input();
  }

  /** The network. */
  Network network() {
    return network;
  }

  /** Side of a decoded image. */
  int side() {
    return normaliser.side();
  }

  /** The network's view of a decoded image, C x H x W floats. */
  float[] centre(byte[] image) {
    return Crops.centre(normaliser, image, network.spec().input().height());
  }

  private static float[] row(float[] values, int index, int rows) {
    int length = values.length / rows;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  @Override
  public void close() {
    network.close();
  }
}
