package org.alexnetstudio.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.network.ParameterShapes;

/** AlexNets with few filters, whose weights are strong enough for every layer to be seen. */
public final class NarrowNetworks {
  private NarrowNetworks() {}

  /** A preset with few filters and units. */
  public static Experiment of(String preset, int classes) throws StudioException {
    Experiment experiment = Presets.read(preset, Map.of());
    List<LayerSpec> layers = new ArrayList<>();
    int[] filters = {8, 12, 16, 12, 12};
    int[] units = {32, 24, classes};
    int convolutions = 0;
    int connected =
        units.length - experiment.network().numbersOf(LayerSpec.FullyConnected.class).size();
    for (LayerSpec layer : experiment.network().layers()) {
      if (layer instanceof LayerSpec.Conv c) {
        int number = filters[convolutions++];
        layers.add(
            new LayerSpec.Conv(
                c.name(), number, c.kernel(), c.stride(), c.pad(), c.groups(), c.init()));
      } else if (layer instanceof LayerSpec.FullyConnected fc) {
        layers.add(new LayerSpec.FullyConnected(fc.name(), units[connected++], fc.init()));
      } else {
        layers.add(layer);
      }
    }
    return experiment.withNetwork(new NetworkSpec(experiment.network().input(), layers));
  }

  /** Random weights that keep the size of what passes, and biases, by name. */
  public static Map<String, float[]> weights(NetworkSpec network) {
    SplittableRandom random = new SplittableRandom(11);
    Map<String, float[]> weights = new LinkedHashMap<>();
    ParameterShapes.of(network)
        .forEach(
            (name, shape) -> {
              int count = 1;
              for (long extent : shape) {
                count *= (int) extent;
              }
              double bound = shape.length == 1 ? 0.5 : Math.sqrt(6.0 * shape[0] / count);
              float[] numbers = new float[count];
              for (int i = 0; i < count; i++) {
                numbers[i] = (float) random.nextDouble(-bound, bound);
              }
              weights.put(name, numbers);
            });
    return weights;
  }

  /** An image of random numbers, from {@code -bound} to {@code bound}. */
  public static float[] image(NetworkSpec network, double bound) {
    SplittableRandom random = new SplittableRandom(12);
    float[] image = new float[network.input().size()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble(-bound, bound);
    }
    return image;
  }
}
