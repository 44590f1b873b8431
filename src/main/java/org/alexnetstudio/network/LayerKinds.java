package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/** The kinds of a network's layers in the words of {@code TensorFile.kinds}. */
final class LayerKinds {
  private LayerKinds() {}

  /** In order, without those that change nothing in inference. */
  static List<String> of(NetworkSpec network) {
    List<String> kinds = new ArrayList<>();
    List<ImageShape> shapes = network.shapes();
    for (int i = 0; i < network.layers().size(); i++) {
      LayerSpec layer = network.layers().get(i);
      if (layer instanceof LayerSpec.MaxPool || layer instanceof LayerSpec.AvgPool) {
        kinds.add("pool");
      } else if (!isIdle(layer, shapes.get(i))) {
        kinds.add(layer.type());
      }
    }
    return kinds;
  }

  private static boolean isIdle(LayerSpec layer, ImageShape input) {
    return layer instanceof LayerSpec.Dropout
        || (layer instanceof LayerSpec.AdaptiveAvgPool && layer.outputShape(input).equals(input));
  }
}
