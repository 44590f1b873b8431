package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.insight.Distribution;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.ReceptiveField;
import org.alexnetstudio.network.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One image in one network, with the weights of this moment and some units changed, kept layer by
 * layer. Layers are numbered from 0, the input. Of the compute thread.
 */
public final class Exploration implements AutoCloseable {
  /** Of larger layers about so many weights are counted, those of every n-th unit. */
  private static final int WEIGHTS_COUNTED = 1 << 20;

  private final Classifier classifier;
  private final byte[] image;
  private final List<ImageShape> shapes;
  private final Map<Integer, float[]> scales;
  private final Trace trace;

  private Exploration(Classifier classifier, byte[] image, Surgery surgery) {
    this.classifier = classifier;
    this.image = image;
    shapes = network().spec().shapes();
    scales = scales(shapes, surgery);
    trace = traceOf(FloatBuffer.wrap(classifier.centre(image)), 1);
  }

  /**
   * Passes an image through the network and asks about it.
   *
   * @param image decoded, (C, side, side) bytes
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static <T> T ask(
      Classifier classifier, byte[] image, Surgery surgery, Function<Exploration, T> question)
      throws StudioException {
    try (Exploration exploration = new Exploration(classifier, image, surgery)) {
      return question.apply(exploration);
    } catch (Missing e) {
      throw StudioException.badInput(
          "The network has no such place",
          String.valueOf(e.getMessage()),
          "It is another one now: choose a layer and a unit again.");
    } catch (EngineException | OutOfMemoryError e) {
      throw classifier.network().device().failure("The network can't be looked into", e);
    }
  }

  /** What was asked about is not in the network: between question and answer it may be another. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    Missing(String what, int found, int count) {
      super(what + " " + found + " of " + count + " was asked for");
    }

    static void check(String what, int found, int count) {
      if (found < 0 || found >= count) {
        throw new Missing(what, found, count);
      }
    }
  }

  void check(int layer) {
    Missing.check("layer", layer, shapes.size());
  }

  void check(int layer, int unit, @Nullable Spot spot) {
    check(layer);
    ImageShape shape = shapes.get(layer);
    Missing.check("unit", unit, shape.channels());
    if (spot != null) {
      Missing.check("row", spot.row(), shape.height());
      Missing.check("column", spot.column(), shape.width());
    }
  }

  void checkClass(int classIndex) {
    Missing.check("class", classIndex, classifier.classNames().size());
  }

  /** For each layer with changed units the factors of all its units. */
  static Map<Integer, float[]> scales(List<ImageShape> shapes, Surgery surgery) {
    Map<Integer, float[]> scales = new HashMap<>();
    surgery
        .scales()
        .forEach(
            (unit, scale) -> {
              if (unit.layer() < shapes.size()
                  && unit.unit() < shapes.get(unit.layer()).channels()) {
                scales
                        .computeIfAbsent(unit.layer(), layer -> ones(shapes.get(layer).channels()))[
                        unit.unit()] =
                    scale;
              }
            });
    return scales;
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** All layers, the image, and the likeliest classes. */
  public Overview overview() {
    return new Overview(
        picture(),
        IntStream.range(0, shapes.size()).mapToObj(layer -> info(layer, values(layer))).toList(),
        Prediction.top(probabilities(), classifier.classNames(), 5),
        classifier.classNames());
  }

  private float[] probabilities() {
    return trace.logits().softmax(1).toFloatArray();
  }

  private Picture picture() {
    ImageShape input = shapes.get(0);
    return CropPicture.of(
        image, input.channels(), classifier.side(), input.height(), input.width());
  }

  /** What each unit of a layer makes of the image. */
  public LayerActivations layer(int layer, int[] twins, boolean[] dead) {
    float[] values = values(layer);
    return new LayerActivations(info(layer, values), values, twins, dead);
  }

  /** Whether a layer's units are maps. */
  public boolean hasMaps(int layer) {
    check(layer);
    return shapes.get(layer).height() > 1 || shapes.get(layer).width() > 1;
  }

  /**
   * For each unit of a layer the first one before it with nearly the same weights, -1 for none;
   * empty where the layer has no weights.
   */
  public int[] twins(int layer) {
    check(layer);
    return layer == 0 ? new int[0] : Twins.of(network(), spec(layer));
  }

  /** What each unit of a layer makes of the image, in 256 grades on one scale. */
  public FeatureMaps maps(int layer) {
    ImageShape shape = shapes.get(layer);
    return Grading.grade(
        layer == 0 ? "data" : spec(layer).name(),
        shape.channels(),
        shape.height(),
        shape.width(),
        values(layer));
  }

  LayerInfo info(int layer, float[] values) {
    ImageShape shape = shapes.get(layer);
    LayerSpec spec = layer == 0 ? null : spec(layer);
    return new LayerInfo(
        layer,
        spec == null ? "data" : spec.name(),
        spec == null ? "data" : spec.type(),
        shape.channels(),
        shape.height(),
        shape.width(),
        Math.min(shapes.get(0).height(), ReceptiveField.of(network().spec(), layer, 0, 0).height()),
        spec == null ? null : weights(spec),
        Distribution.of(values));
  }

  private @Nullable Distribution weights(LayerSpec spec) {
    String name = spec.name() + ".weight";
    if (!network().parameterNames().contains(name)) {
      return null;
    }
    NDArray all = network().parameter(name);
    long step = Math.min(all.getShape().get(0) / 8, all.size() / WEIGHTS_COUNTED);
    if (step <= 1) {
      return Distribution.of(all.toFloatArray());
    }
    try (NDArray some = all.get("::" + step)) {
      return Distribution.of(some.toFloatArray());
    }
  }

  /** The layer's entry in the experiment's list. */
  LayerSpec spec(int layer) {
    return spec().layers().get(layer - 1);
  }

  NetworkSpec spec() {
    return network().spec();
  }

  /** Shapes of the input and of all layers. */
  List<ImageShape> shapes() {
    return shapes;
  }

  /** What the network sees of the image, (channels, height, width), before any unit is changed. */
  public float[] crop() {
    return classifier.centre(image);
  }

  /** The output of a layer, (units, height, width). */
  float[] values(int layer) {
    check(layer);
    return trace.output(layer).toFloatArray();
  }

  Network network() {
    return classifier.network();
  }

  Classifier classifier() {
    return classifier;
  }

  /** The pass. */
  Trace trace() {
    return trace;
  }

  /** Where a layer's activation function has its output: its own number, or the next. */
  int activated(int layer) {
    boolean follows =
        layer > 0
            && layer < trace.layers()
            && (spec(layer + 1) instanceof LayerSpec.Relu
                || spec(layer + 1) instanceof LayerSpec.Tanh);
    return follows ? layer + 1 : layer;
  }

  /** A pass of other images through the same network with the same changes. */
  Trace traceOf(FloatBuffer images, int count) {
    return Trace.of(network(), images, count, scales);
  }

  @Override
  public void close() {
    trace.close();
  }
}
