package org.alexnetstudio.session;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.ParameterShapes;
import org.alexnetstudio.training.ModelTensors;
import org.alexnetstudio.training.MomentumSgd;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorSource;

/** Brings tensors from files into a network, after a check that they belong to it. */
final class StoredNetwork {
  private StoredNetwork() {}

  /** Sets all parameters. */
  static void loadModel(Path file, Network network) throws StudioException {
    check(file, network.mismatches(shapes(file)));
    loadLayers(file, network, layer -> true);
  }

  /** Sets the parameters of some layers, whose shapes fit. */
  static void loadLayers(Path file, Network network, Predicate<String> layers)
      throws StudioException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      for (String name : network.parameterNames()) {
        if (layers.test(ParameterShapes.layerOf(name))) {
          network.write(name, FloatBuffer.wrap(tensors.tensor(name).toFloats()));
        }
      }
    }
  }

  /** The shapes of the parameters in a model's file, by their names. */
  static Map<String, long[]> shapes(Path file) throws StudioException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      Map<String, long[]> shapes = tensors.shapes();
      shapes.keySet().removeAll(List.of(ModelTensors.MEAN, ModelTensors.SCALE));
      return shapes;
    }
  }

  /** All parameters of a network, in the order of its layers. */
  static List<TensorSource> parameters(Path file, NetworkSpec network) throws StudioException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      Map<String, long[]> wanted = ParameterShapes.of(network);
      Map<String, long[]> found = tensors.shapes();
      found.keySet().removeAll(List.of(ModelTensors.MEAN, ModelTensors.SCALE));
      check(file, ParameterShapes.mismatches(wanted, found));
      List<TensorSource> parameters = new ArrayList<>();
      for (Map.Entry<String, long[]> parameter : wanted.entrySet()) {
        String name = parameter.getKey();
        float[] numbers = tensors.tensor(name).toFloats();
        parameters.add(TensorSource.of(name, parameter.getValue(), numbers));
      }
      return parameters;
    }
  }

  /** How bytes of images of {@code side} pixels become the input of a model. */
  static Normaliser normaliser(Path file, int channels, int side) throws StudioException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      float[] mean = tensors.tensor(ModelTensors.MEAN).toFloats();
      float[] scale = tensors.tensor(ModelTensors.SCALE).toFloats();
      if (scale.length != channels
          || (mean.length != channels && mean.length != channels * side * side)) {
        throw anotherNetwork(file, "its normalisation is for images of another size");
      }
      return new Normaliser(channels, side, mean, scale);
    }
  }

  /** Sets all velocities. */
  static void loadOptimizer(Path file, Network network, MomentumSgd optimizer)
      throws StudioException {
    try (SafetensorsFile tensors = Safetensors.read(file)) {
      check(file, network.mismatches(tensors.shapes()));
      for (String name : network.parameterNames()) {
        optimizer.setVelocity(name, FloatBuffer.wrap(tensors.tensor(name).toFloats()));
      }
    }
  }

  private static void check(Path file, List<String> mismatches) throws StudioException {
    if (!mismatches.isEmpty()) {
      throw anotherNetwork(
          file,
          String.join("; ", mismatches.subList(0, Math.min(8, mismatches.size())))
              + (mismatches.size() > 8 ? "; and " + (mismatches.size() - 8) + " more" : ""));
    }
  }

  private static StudioException anotherNetwork(Path file, String why) {
    return StudioException.badInput(
        "The weights in " + file + " belong to another network",
        why,
        "Use the files of one and the same run together.");
  }
}
