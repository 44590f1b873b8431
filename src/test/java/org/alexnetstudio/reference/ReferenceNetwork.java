package org.alexnetstudio.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.jspecify.annotations.Nullable;

/**
 * The network of an experiment, computed naively in double precision: an independent witness for
 * the engine's outputs, gradients and updates.
 *
 * <p>Parameters are named {@code conv1.weight} (filters, channels of a group, kernel, kernel),
 * {@code conv1.bias} (filters), {@code fc6.weight} (out, in) and {@code fc6.bias} (out). Dropout
 * masks are named by layer and hold 0 or 1/(1-rate) for every number of the batch; without masks
 * (null) dropout passes through, as in inference.
 */
public final class ReferenceNetwork {
  private final NetworkSpec network;
  private final Map<String, float[]> parameters;

  /** Mean loss of a batch, its gradient by every parameter, and by the input (N, C, H, W). */
  public record Gradients(double loss, Map<String, double[]> parameters, double[] input) {}

  /** Parameters and their momenta after an update. */
  public record Update(Map<String, float[]> parameters, Map<String, float[]> momenta) {}

  /** A network with its classes resolved, and all its parameters, which are not copied. */
  public ReferenceNetwork(NetworkSpec network, Map<String, float[]> parameters) {
    if (network.unresolved()) {
      throw new IllegalArgumentException("the number of classes is not known");
    }
    this.network = network;
    this.parameters = parameters;
  }

  /** Every layer's output, (N, its shape), by name and in order; the input is N images (C,H,W). */
  public Map<String, double[]> forward(float[][] input, @Nullable Map<String, float[]> masks) {
    List<ReferenceLayer> layers = layers(input.length, masks);
    Map<String, double[]> outputs = new LinkedHashMap<>();
    double[] x = batch(input);
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(x);
      outputs.put(network.layers().get(i).name(), x);
    }
    return outputs;
  }

  /** Mean softmax cross-entropy of N images with N labels, and all its gradients. */
  public Gradients gradients(float[][] input, int[] labels, @Nullable Map<String, float[]> masks) {
    List<ReferenceLayer> layers = layers(input.length, masks);
    List<double[]> values = new ArrayList<>(List.of(batch(input)));
    for (ReferenceLayer layer : layers) {
      values.add(layer.forward(values.get(values.size() - 1)));
    }
    double[] logits = values.get(layers.size());
    Map<String, double[]> gradients = new LinkedHashMap<>();
    double[] slope = lossGradient(logits, labels);
    for (int i = layers.size() - 1; i >= 0; i--) {
      slope = layers.get(i).backward(values.get(i), values.get(i + 1), slope, gradients);
    }
    return new Gradients(loss(logits, labels), gradients, slope);
  }

  /**
   * Carries a gradient by the output of layer {@code from} back to the output of layer {@code to};
   * 0 is the input, n the n-th layer.
   *
   * @param rectifier gives, from a rectifier's input and the gradient by its output, the one by its
   *     input
   */
  public double[] backward(
      float[] image, int from, double[] gradient, int to, BinaryOperator<double[]> rectifier) {
    List<ReferenceLayer> layers = layers(1, null);
    List<double[]> values = new ArrayList<>(List.of(batch(new float[][] {image})));
    for (ReferenceLayer layer : layers) {
      values.add(layer.forward(values.get(values.size() - 1)));
    }
    double[] slope = gradient;
    for (int i = from - 1; i >= to; i--) {
      slope =
          network.layers().get(i) instanceof LayerSpec.Relu
              ? rectifier.apply(values.get(i), slope)
              : layers
                  .get(i)
                  .backward(values.get(i), values.get(i + 1), slope, new LinkedHashMap<>());
    }
    return slope;
  }

  /** Mean softmax cross-entropy of logits (N, classes) with N labels. */
  public static double loss(double[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    double sum = 0;
    for (int image = 0; image < labels.length; image++) {
      sum -= logSoftmax(logits, image, classes)[labels[image]];
    }
    return sum / labels.length;
  }

  /**
   * One step of gradient descent: v = momentum * v - weightDecay * rate * w - rate * gradient; w =
   * w + v; computed in double, kept as float.
   */
  public static Update update(
      OptimizerSpec optimizer,
      double rate,
      Map<String, float[]> parameters,
      Map<String, float[]> momenta,
      Map<String, double[]> gradients) {
    Map<String, float[]> newParameters = new LinkedHashMap<>();
    Map<String, float[]> newMomenta = new LinkedHashMap<>();
    parameters.forEach(
        (name, w) -> {
          boolean bias = name.endsWith(".bias");
          double eta = rate * (bias ? optimizer.biasLearningRateScale() : 1);
          double decay = optimizer.weightDecay() * (bias ? optimizer.biasWeightDecayScale() : 1);
          float[] oldV = find(momenta, name, w.length);
          double[] gradient = Objects.requireNonNull(gradients.get(name), name);
          float[] v = new float[w.length];
          float[] next = new float[w.length];
          for (int i = 0; i < w.length; i++) {
            double step = optimizer.momentum() * oldV[i] - decay * eta * w[i] - eta * gradient[i];
            v[i] = (float) step;
            next[i] = (float) (w[i] + step);
          }
          newParameters.put(name, next);
          newMomenta.put(name, v);
        });
    return new Update(newParameters, newMomenta);
  }

  /** d loss / d logit = (probability - 1 at the label) / N. */
  private static double[] lossGradient(double[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    double[] gradient = new double[logits.length];
    for (int image = 0; image < labels.length; image++) {
      double[] logP = logSoftmax(logits, image, classes);
      for (int c = 0; c < classes; c++) {
        gradient[image * classes + c] =
            (Math.exp(logP[c]) - (c == labels[image] ? 1 : 0)) / labels.length;
      }
    }
    return gradient;
  }

  /** Logarithm of each class's probability; finite also where the probability is not. */
  private static double[] logSoftmax(double[] logits, int image, int classes) {
    double[] row = Arrays.copyOfRange(logits, image * classes, (image + 1) * classes);
    double max = Arrays.stream(row).max().orElseThrow();
    double logSum = max + Math.log(Arrays.stream(row).map(z -> Math.exp(z - max)).sum());
    return Arrays.stream(row).map(z -> z - logSum).toArray();
  }

  private double[] batch(float[][] images) {
    int size = network.input().size();
    double[] batch = new double[images.length * size];
    for (int image = 0; image < images.length; image++) {
      if (images[image].length != size) {
        throw new IllegalArgumentException("image " + image + " has not " + size + " numbers");
      }
      for (int i = 0; i < size; i++) {
        batch[image * size + i] = images[image][i];
      }
    }
    return batch;
  }

  private List<ReferenceLayer> layers(int batch, @Nullable Map<String, float[]> masks) {
    List<ReferenceLayer> layers = new ArrayList<>();
    ImageShape in = network.input();
    for (LayerSpec spec : network.layers()) {
      layers.add(layer(spec, in, batch, masks));
      in = spec.outputShape(in);
    }
    return layers;
  }

  private ReferenceLayer layer(
      LayerSpec spec, ImageShape in, int batch, @Nullable Map<String, float[]> masks) {
    ImageShape out = spec.outputShape(in);
    if (spec instanceof LayerSpec.Conv conv) {
      int fanIn = in.channels() / conv.groups() * conv.kernel() * conv.kernel();
      return new ReferenceConv(conv, in, weight(conv, fanIn * out.channels()), bias(conv, out));
    }
    if (spec instanceof LayerSpec.FullyConnected fc) {
      return new ReferenceFullyConnected(
          fc, in.size(), weight(fc, in.size() * fc.units()), bias(fc, out));
    }
    if (spec instanceof LayerSpec.Lrn lrn) {
      return new ReferenceLrn(lrn, in);
    }
    if (spec instanceof LayerSpec.MaxPool pool) {
      return ReferencePool.of(pool, in);
    }
    if (spec instanceof LayerSpec.AvgPool pool) {
      return ReferencePool.of(pool, in);
    }
    if (spec instanceof LayerSpec.AdaptiveAvgPool) {
      return ReferencePool.adaptive(in, out);
    }
    if (spec instanceof LayerSpec.Relu) {
      return new ReferenceElementwise.Relu();
    }
    if (spec instanceof LayerSpec.Tanh) {
      return new ReferenceElementwise.Tanh();
    }
    if (spec instanceof LayerSpec.Dropout) {
      return masks == null
          ? new ReferenceElementwise.Identity()
          : new ReferenceElementwise.Dropout(find(masks, spec.name(), batch * in.size()));
    }
    throw new IllegalArgumentException("a layer of type " + spec.type());
  }

  private float[] weight(LayerSpec spec, int length) {
    return find(parameters, spec.name() + ".weight", length);
  }

  private float[] bias(LayerSpec spec, ImageShape out) {
    return find(parameters, spec.name() + ".bias", out.channels());
  }

  /** The named array; a wrong length would otherwise go unseen. */
  private static float[] find(Map<String, float[]> arrays, String name, int length) {
    float[] array = arrays.get(name);
    if (array == null || array.length != length) {
      throw new IllegalArgumentException(
          name + ": found " + (array == null ? "none" : array.length) + ", needed " + length);
    }
    return array;
  }
}
