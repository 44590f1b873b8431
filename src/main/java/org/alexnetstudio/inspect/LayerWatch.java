package org.alexnetstudio.inspect;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.experiment.LayerSpec;
import org.jspecify.annotations.Nullable;

/**
 * Sees a batch pass through the layers and keeps the maps of those with weights, each with the
 * activation function that directly follows it. Of the last layer it keeps the logits: of their
 * softmax all but one would be dark.
 */
final class LayerWatch implements BiConsumer<LayerSpec, NDArray> {
  private final List<List<FeatureMaps>> mapsOfImages = new ArrayList<>();

  /** A layer with weights whose successor is not known yet, and its output. */
  private @Nullable LayerSpec weighted;

  private @Nullable NDArray output;

  LayerWatch(int images) {
    for (int i = 0; i < images; i++) {
      mapsOfImages.add(new ArrayList<>());
    }
  }

  @Override
  public void accept(LayerSpec layer, NDArray result) {
    if (layer instanceof LayerSpec.Relu || layer instanceof LayerSpec.Tanh) {
      output = weighted == null ? null : result;
    }
    keep();
    if (layer instanceof LayerSpec.Conv || layer instanceof LayerSpec.FullyConnected) {
      weighted = layer;
      output = result;
    }
  }

  /** Keeps the last layer, which nothing follows; while its arrays live. */
  void finish() {
    keep();
  }

  /** The maps of one image, in the order of the layers. */
  List<FeatureMaps> maps(int image) {
    return mapsOfImages.get(image);
  }

  /** Reads the output from the device, as what follows next does not belong to it. */
  private void keep() {
    if (weighted == null || output == null) {
      return;
    }
    long[] shape = output.getShape().getShape();
    int units = (int) shape[1];
    int height = shape.length > 2 ? (int) shape[2] : 1;
    int width = shape.length > 2 ? (int) shape[3] : 1;
    float[] all = output.toFloatArray();
    int size = all.length / mapsOfImages.size();
    for (int i = 0; i < mapsOfImages.size(); i++) {
      float[] own = Arrays.copyOfRange(all, i * size, (i + 1) * size);
      mapsOfImages.get(i).add(Grading.grade(weighted.name(), units, height, width, own));
    }
    weighted = null;
    output = null;
  }
}
