package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.Seeds;

/**
 * Which units of a training step drop out. The masks are made here and not by the engine's dropout
 * operator, whose generator can't be put back to where it was before a kill.
 */
public interface DropoutMasks {
  /**
   * The mask of one layer.
   *
   * @param manager owns the result
   * @param shape of the layer's input, the batch first
   * @return 0 where a unit drops out, 1 / (1 - rate) elsewhere
   */
  NDArray mask(NDManager manager, LayerSpec.Dropout layer, Shape shape);

  /**
   * The masks of a part of the batch, the same as in the whole.
   *
   * @param from number of the part's first image
   * @param total images in the batch
   */
  default DropoutMasks part(int from, int total) {
    return (manager, layer, shape) -> {
      long count = shape.get(0);
      if (count == total) {
        return mask(manager, layer, shape);
      }
      long[] whole = shape.getShape().clone();
      whole[0] = total;
      // Not closed before its manager: the part may lie in its memory.
      return mask(manager, layer, new Shape(whole))
          .get(new NDIndex().addSliceDim(from, from + count));
    };
  }

  /** The masks of one step: other ones in each, and after a resume the same as without. */
  static DropoutMasks ofStep(long seed, int epoch, int stepInEpoch) {
    return random(Seeds.derive(seed, "dropout", epoch, stepInEpoch));
  }

  /** Masks drawn from {@code seed}, another for each layer. */
  static DropoutMasks random(long seed) {
    return new RandomDropoutMasks(seed);
  }
}
