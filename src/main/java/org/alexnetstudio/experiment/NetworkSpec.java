package org.alexnetstudio.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The layer list.
 *
 * @param input channels, height and width of one image
 * @param layers from the image to the logits; the last one is a fully connected layer with a unit
 *     for each class
 */
public record NetworkSpec(ImageShape input, List<LayerSpec> layers) {
  /** An array of floats has at most 2 GB. */
  private static final long MOST_NUMBERS = Integer.MAX_VALUE / Float.BYTES;

  /** Refuses doubled names, and layers that do not fit what comes before them. */
  public NetworkSpec {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new FieldException("layers", "no layer", "at least one fully connected layer");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      String name = layers.get(i).name();
      if (!names.add(name)) {
        throw new FieldException(
            "layers[" + i + "].name", '"' + name + '"', "a name that no other layer has");
      }
    }
    if (!(layers.get(layers.size() - 1) instanceof LayerSpec.FullyConnected)) {
      LayerSpec last = layers.get(layers.size() - 1);
      throw new FieldException(
          "layers[" + (layers.size() - 1) + "].type",
          '"' + last.type() + '"',
          "\"fc\": the last layer gives a logit for each class");
    }
    for (int i = 0; i < layers.size() - 1; i++) {
      if (layers.get(i) instanceof LayerSpec.FullyConnected fc
          && fc.units() == LayerSpec.FullyConnected.CLASSES) {
        throw new FieldException(
            "layers[" + i + "].units",
            "\"classes\"",
            "a number: only the last layer is the classes'");
      }
    }
    walk(input, layers);
  }

  /** Passes a shape through the layers; each refuses one that does not fit it. */
  private static void walk(ImageShape input, List<LayerSpec> layers) {
    ImageShape shape = input;
    boolean flat = false;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      String at = "layers[" + i + "].";
      if (flat && layer.needsImage()) {
        throw new FieldException(
            at + "type", '"' + layer.type() + '"', "a layer without rows and columns after an fc");
      }
      flat = flat || layer instanceof LayerSpec.FullyConnected;
      try {
        ImageShape output = layer.outputShape(shape);
        if (layer.weights(shape) > MOST_NUMBERS || output.numbers() > MOST_NUMBERS) {
          throw new FieldException(
              layer instanceof LayerSpec.FullyConnected ? "units" : "filters",
              "a layer of " + layer.weights(shape) + " weights",
              "at most " + MOST_NUMBERS + " weights and outputs");
        }
        shape = output;
      } catch (FieldException e) {
        throw new FieldException(
            at + e.field(),
            e.found() + " in layer \"" + layer.name() + "\", whose input is " + shape,
            e.allowed());
      }
    }
  }

  /** Shapes of the input and then of each layer's output. */
  public List<ImageShape> shapes() {
    List<ImageShape> shapes = new ArrayList<>(List.of(input));
    for (LayerSpec layer : layers) {
      shapes.add(layer.outputShape(shapes.get(shapes.size() - 1)));
    }
    return shapes;
  }

  /** The numbers of the layers of a type, counted from 1 as 0 is the input. */
  public List<Integer> numbersOf(Class<? extends LayerSpec> type) {
    return IntStream.rangeClosed(1, layers.size())
        .filter(number -> type.isInstance(layers.get(number - 1)))
        .boxed()
        .toList();
  }

  /** The names of the layers that have weights, in order. */
  public List<String> weightedLayers() {
    return layers.stream()
        .filter(l -> l instanceof LayerSpec.Conv || l instanceof LayerSpec.FullyConnected)
        .map(LayerSpec::name)
        .toList();
  }

  /** The last layer: a unit for each class. */
  public LayerSpec.FullyConnected output() {
    return (LayerSpec.FullyConnected) layers.get(layers.size() - 1);
  }

  /** Whether the number of output units still waits for the data's number of classes. */
  public boolean unresolved() {
    return output().units() == LayerSpec.FullyConnected.CLASSES;
  }

  /** The same network with {@code classes} output units. */
  public NetworkSpec withClasses(int classes) {
    List<LayerSpec> changed = new ArrayList<>(layers);
    LayerSpec.FullyConnected last = output();
    changed.set(layers.size() - 1, new LayerSpec.FullyConnected(last.name(), classes, last.init()));
    return new NetworkSpec(input, changed);
  }
}
