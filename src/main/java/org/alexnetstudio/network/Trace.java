package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pass of some images through a network that keeps every layer's output, from which gradients can
 * be carried back. Layers are numbered from 0, the input. The network's weights, and the gradients
 * that a training has left in them, stay as they are. All arrays are owned by the trace.
 */
public final class Trace implements AutoCloseable {
  private final Network network;
  private final NDManager scope;
  private final List<NDArray> outputs = new ArrayList<>();

  /** Factors on the units of some layers, by their numbers. */
  private final Map<Integer, NDArray> factors;

  private Trace(Network network, NDManager scope, Map<Integer, NDArray> factors) {
    this.network = network;
    this.scope = scope;
    this.factors = factors;
  }

  /** Passes images through the network as it is. */
  public static Trace of(Network network, FloatBuffer images, int count) {
    return of(network, images, count, Map.of());
  }

  /**
   * Passes images through the network with some units scaled.
   *
   * @param images {@code count} times C x H x W floats
   * @param scales for a layer's number a factor on the output of each of its units
   */
  public static Trace of(
      Network network, FloatBuffer images, int count, Map<Integer, float[]> scales) {
    NDManager scope = network.manager().newSubManager();
    boolean done = false;
    try {
      Map<Integer, NDArray> factors = new HashMap<>();
      scales.forEach((layer, values) -> factors.put(layer, scope.create(values)));
      Trace trace = new Trace(network, scope, factors);
      trace.pass(network.batch(scope, images, count));
      done = true;
      return trace;
    } finally {
      if (!done) {
        scope.close();
      }
    }
  }

  private void pass(NDArray images) {
    NDArray x = scaled(0, images);
    outputs.add(x);
    for (Layer layer : network.layers()) {
      x = scaled(outputs.size(), network.apply(layer, x));
      outputs.add(x);
    }
  }

  /** Along the units, which are the second axis. */
  private NDArray scaled(int layer, NDArray x) {
    NDArray factor = factors.get(layer);
    if (factor == null) {
      return x;
    }
    long units = x.getShape().get(1);
    return x.mul(
        factor.reshape(
            x.getShape().dimension() > 2 ? new Shape(1, units, 1, 1) : new Shape(1, units)));
  }

  /** How many layers there are, the input not counted. */
  public int layers() {
    return outputs.size() - 1;
  }

  /** The output of a layer, (N, units, H, W) or (N, units). */
  public NDArray output(int layer) {
    return outputs.get(layer);
  }

  /** The output of the last layer, (N, classes). */
  public NDArray logits() {
    return outputs.get(layers());
  }

  /**
   * The gradient by the output of an earlier layer.
   *
   * @param from the number of the layer at which it begins
   * @param gradient by the output of that layer, as many numbers as that has
   * @param to the number of the layer at which it ends, at most {@code from}
   * @return of the shape of that layer's output
   */
  public NDArray gradient(int from, float[] gradient, int to, RectifierGradient rectifier) {
    LayerGradient back = new LayerGradient(network, rectifier);
    NDArray carried = scope.create(gradient, outputs.get(from).getShape());
    for (int layer = from; layer > to; layer--) {
      NDArray before = carried;
      NDArray byOutput = scaled(layer, before);
      carried = back.byInput(network.layers().get(layer - 1), outputs.get(layer - 1), byOutput);
      if (byOutput != before && byOutput != carried) {
        byOutput.close();
      }
      if (before != carried) {
        // Or all of the way back would be in memory at its end.
        before.close();
      }
    }
    return carried;
  }

  @Override
  public void close() {
    scope.close();
  }
}
