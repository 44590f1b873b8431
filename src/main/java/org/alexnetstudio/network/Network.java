package org.alexnetstudio.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * A built network with its weights on one device. Only the compute thread may touch it.
 *
 * <p>Parameters are named {@code conv1.weight} (filters, channels / groups, kernel, kernel), {@code
 * fc6.weight} (units, inputs) and {@code conv1.bias} (units).
 */
public final class Network implements AutoCloseable {
  private final NetworkSpec spec;
  private final ComputeDevice device;
  private final NDManager manager;
  private final ParameterStore store;
  private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();
  private final List<Layer> layers = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** There from the first pass on that nobody looks into. */
  private @Nullable WholePass whole;

  /** There from the first search on. */
  private @Nullable MaximaPass searching;

  /**
   * Builds the network with the initial weights that {@code seed} gives.
   *
   * @throws IllegalArgumentException where the number of classes is still open
   */
  public Network(NetworkSpec spec, ComputeDevice device, long seed) {
    if (spec.unresolved()) {
      throw new IllegalArgumentException("the number of classes is still open");
    }
    this.spec = spec;
    this.device = device;
    manager = NDManager.newBaseManager(device.device(), device.engine().getEngineName());
    store = new ParameterStore(manager, false);
    ImageShape shape = spec.input();
    for (LayerSpec layerSpec : spec.layers()) {
      Layer layer = Layer.of(layerSpec, shape, device.ops(), manager, seed);
      layers.add(layer);
      layer
          .block()
          .getDirectParameters()
          .forEach(p -> parameters.put(layerSpec.name() + "." + p.getKey(), p.getValue()));
      shape = layerSpec.outputShape(shape);
    }
  }

  /**
   * Builds the network with the initial weights that {@code seed} gives.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static Network build(NetworkSpec spec, ComputeDevice device, long seed)
      throws StudioException {
    try {
      return new Network(spec, device, seed);
    } catch (EngineException | OutOfMemoryError e) {
      throw device.failure("The network can't be built on " + device.name(), e);
    }
  }

  /** The layer list. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The device that it computes on. */
  public ComputeDevice device() {
    return device;
  }

  /** The manager of the weights; a pass works in a sub-manager of it. */
  public NDManager manager() {
    return manager;
  }

  /**
   * The logits for inference.
   *
   * @param images (N, C, H, W)
   * @return (N, classes), owned by the images' manager
   */
  public NDArray forward(NDArray images) {
    if (whole == null) {
      whole = device.ops().wholePass(this);
    }
    return whole.forward(images);
  }

  /** The same, and the largest number of each map of the layers with weights. */
  public PassMaxima search(NDArray images) {
    if (searching == null) {
      searching = device.ops().maximaPass(this);
    }
    return searching.search(images);
  }

  /**
   * The same numbers, computed layer by layer; {@code visitor} is shown each layer's output, the
   * batch first.
   */
  public NDArray forward(NDArray images, BiConsumer<LayerSpec, NDArray> visitor) {
    NDArray x = images;
    for (Layer layer : layers) {
      x = apply(layer, x);
      visitor.accept(layer.spec(), x);
    }
    return x;
  }

  /**
   * One training pass: leaves in each parameter's array its gradient of the mean softmax
   * cross-entropy.
   *
   * @param images (N, C, H, W)
   * @param labels (N), class numbers
   * @return the logits (N, classes), owned by the images' manager
   */
  public NDArray forwardBackward(NDArray images, NDArray labels, DropoutMasks masks) {
    return forwardBackward(images, labels, masks, Set.of());
  }

  /**
   * The same where some layers do not learn: below the first one that does, no gradient is
   * computed.
   *
   * @param frozen the names of the layers whose gradients nobody asks for
   */
  public NDArray forwardBackward(
      NDArray images, NDArray labels, DropoutMasks masks, Set<String> frozen) {
    int first = firstLearning(frozen);
    NDArray x = images;
    for (Layer layer : layers.subList(0, first)) {
      x = applyInTraining(layer, x, masks);
    }
    parameters.values().forEach(p -> device.ops().clearGradient(p.getArray()));
    Deque<EngineOps.Differentiated> cuts = new ArrayDeque<>();
    try (GradientCollector collector = device.engine().newGradientCollector()) {
      for (int i = first; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        boolean rectified =
            layer.spec() instanceof LayerSpec.Relu
                && i + 1 < layers.size()
                && layers.get(i + 1).spec() instanceof LayerSpec.Lrn;
        if (rectified) {
          layer = layers.get(++i); // LRN computes the rectifier along
        }
        if (layer.spec() instanceof LayerSpec.Lrn lrn) {
          EngineOps.Differentiated normalised = device.ops().lrnForTraining(x, lrn, rectified);
          cuts.push(normalised);
          x = normalised.output();
        } else {
          x = applyInTraining(layer, x, masks);
        }
      }
      collector.backward(crossEntropy.evaluate(new NDList(labels), new NDList(x)));
      cuts.forEach(EngineOps.Differentiated::backward);
      return x;
    }
  }

  /** Before it, nothing asks for a gradient, and the engine records none. */
  private int firstLearning(Set<String> frozen) {
    int first = 0;
    while (layers.get(first).block().getDirectParameters().isEmpty()
        || frozen.contains(layers.get(first).spec().name())) {
      first++;
    }
    return first;
  }

  NDArray applyInTraining(Layer layer, NDArray x, DropoutMasks masks) {
    return layer.spec() instanceof LayerSpec.Dropout dropout
        ? x.mul(masks.mask(x.getManager(), dropout, x.getShape()))
        : apply(layer, x, true);
  }

  /** The layers, in order. */
  List<Layer> layers() {
    return layers;
  }

  /** One layer's output for inference; the batch first. */
  NDArray apply(Layer layer, NDArray x) {
    return apply(layer, x, false);
  }

  private NDArray apply(Layer layer, NDArray x, boolean training) {
    NDArray input =
        layer.spec() instanceof LayerSpec.FullyConnected && x.getShape().dimension() > 2
            ? x.reshape(x.getShape().get(0), -1)
            : x;
    return layer.block().forward(store, new NDList(input), training).singletonOrThrow();
  }

  /** The parameters' names, in the order of the layers. */
  public Collection<String> parameterNames() {
    return parameters.keySet();
  }

  /** The live array of a parameter, with its gradient attached. */
  public NDArray parameter(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("the network has no parameter " + name);
    }
    return parameter.getArray();
  }

  /** The shape of a parameter. */
  public long[] parameterShape(String name) {
    return parameter(name).getShape().getShape();
  }

  /** Whether every weight is a finite number. */
  public boolean isFinite() {
    try (NDManager scope = manager.newSubManager()) {
      for (String name : parameterNames()) {
        NDArray sum = parameter(name).sum();
        sum.attach(scope);
        if (!Float.isFinite(sum.toFloatArray()[0])) {
          return false;
        }
      }
    }
    return true;
  }

  /** A copy of a parameter's values, row by row. */
  public FloatBuffer read(String name) {
    return parameter(name).toByteBuffer().asFloatBuffer();
  }

  /**
   * A copy of one row of a parameter: the weights or the bias of one unit.
   *
   * @param name of the parameter
   * @param row the unit
   */
  public float[] readRow(String name, int row) {
    return readRow(parameter(name), row);
  }

  /** Reads parts of an array on this device, as it is now. */
  public ArrayReader reader(NDArray array) {
    return device.ops().reader(array);
  }

  /** A copy of what stands behind one index of the first axis of an array on this device. */
  public float[] readRow(NDArray array, int row) {
    return device.ops().row(array, row);
  }

  /**
   * Updates a parameter by the gradient that the last {@link #forwardBackward} left: v = momentum *
   * v - decay * rate * w - rate * gradient; w = w + v.
   *
   * @param velocity v, of the parameter's shape
   */
  public void update(String name, NDArray velocity, double rate, double decay, double momentum) {
    NDArray weight = parameter(name);
    try (NDArray gradient = weight.getGradient()) {
      device.ops().sgd(weight, gradient, velocity, rate, decay, momentum);
    }
  }

  /**
   * Multiplies the gradients that the last {@link #forwardBackward} left.
   *
   * @param frozen the names of the layers that have none
   */
  public void scaleGradients(double factor, Set<String> frozen) {
    for (String name : learning(frozen)) {
      try (NDArray gradient = parameter(name).getGradient()) {
        gradient.muli(factor);
      }
    }
  }

  /**
   * Adds the gradients of the same network on another device, each times {@code factor}.
   *
   * @param frozen the names of the layers that have none
   */
  public void addGradients(Network other, double factor, Set<String> frozen) {
    for (String name : learning(frozen)) {
      // What the engine makes on the way is closed with the scope.
      try (NDManager scope = other.manager.newSubManager();
          NDArray gradient = parameter(name).getGradient()) {
        NDArray there = other.parameter(name).getGradient();
        there.attach(scope);
        gradient.addi(there.toDevice(device.device(), true).muli(factor));
      }
    }
  }

  private List<String> learning(Set<String> frozen) {
    return parameters.keySet().stream()
        .filter(name -> !frozen.contains(ParameterShapes.layerOf(name)))
        .toList();
  }

  /**
   * Takes the weights of the same network on another device.
   *
   * @param frozen the names of the layers that are left as they are
   */
  public void copyWeights(Network other, Set<String> frozen) {
    learning(frozen).forEach(name -> device.ops().copy(other.parameter(name), parameter(name)));
  }

  /**
   * Sets a parameter's values; before the first pass: MXNet may lay weights out anew in it, and
   * can't set them then.
   */
  public void write(String name, FloatBuffer values) {
    parameter(name).set(values);
  }

  /**
   * What speaks against loading tensors of the given names and shapes into this network: each
   * missing, surplus or differently shaped one; empty where they fit.
   */
  public List<String> mismatches(Map<String, long[]> shapes) {
    return ParameterShapes.mismatches(ParameterShapes.of(spec), shapes);
  }

  /**
   * Brings images to the device, for a pass by this thread.
   *
   * @param images {@code count} times C x H x W floats, image after image
   * @return (N, C, H, W), owned by {@code scope}
   */
  public NDArray batch(NDManager scope, FloatBuffer images, int count) {
    device.ops().beginPass();
    return scope.create(images, batchShape(count));
  }

  /** An array of one image of zeros, (1, C, H, W). */
  NDArray blank(NDManager scope) {
    return scope.zeros(batchShape(1));
  }

  private Shape batchShape(int count) {
    ImageShape in = spec.input();
    return new Shape(count, in.channels(), in.height(), in.width());
  }

  @Override
  public void close() {
    if (whole != null) {
      whole.close();
    }
    if (searching != null) {
      searching.close();
    }
    layers.forEach(layer -> layer.block().clear());
    manager.close();
  }
}
