package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.Network;

/**
 * What the last layer with weights tells the classes apart by: in AlexNet the 4096 activations of
 * fc7 (paper, section 6.1 and figure 4). Of the compute thread.
 */
public final class Features {
  private Features() {}

  /** How many numbers an image has. */
  public static int size(NetworkSpec spec) {
    return spec.shapes().get(last(spec)).size();
  }

  /** How many layers come before the last one with weights. */
  private static int last(NetworkSpec spec) {
    int last = 0;
    for (int layer = 0; layer < spec.layers().size(); layer++) {
      LayerSpec each = spec.layers().get(layer);
      if (each instanceof LayerSpec.Conv || each instanceof LayerSpec.FullyConnected) {
        last = layer;
      }
    }
    return last;
  }

  /**
   * Those of the centres of some decoded images, image after image.
   *
   * @param images (C, side, side) bytes each
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static float[] of(Classifier classifier, List<byte[]> images) throws StudioException {
    Network network = classifier.network();
    FloatBuffer batch = FloatBuffer.allocate(images.size() * network.spec().input().size());
    images.forEach(image -> batch.put(classifier.centre(image)));
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray input = network.batch(scope, batch.flip(), images.size());
      Before before = new Before(last(network.spec()), input);
      network.forward(input, before);
      return before.output.toFloatArray();
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The images can't be compared", e);
    }
  }

  /** Keeps what goes into one layer. */
  private static final class Before implements BiConsumer<LayerSpec, NDArray> {
    private int left;
    private NDArray output;

    Before(int layers, NDArray input) {
      left = layers;
      output = input;
    }

    @Override
    public void accept(LayerSpec layer, NDArray result) {
      if (left-- > 0) {
        output = result;
      }
    }
  }

  /**
   * The inner products of one image's features with those of others, on the device.
   *
   * @param others {@code count} rows as long as {@code features}
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static float[] products(
      Classifier classifier, float[] features, FloatBuffer others, int count)
      throws StudioException {
    Network network = classifier.network();
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray rows = scope.create(others, new Shape(count, features.length));
      return rows.matMul(scope.create(features, new Shape(features.length, 1))).toFloatArray();
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The images can't be compared", e);
    }
  }
}
