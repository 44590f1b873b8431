package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.Seeds;

/** Bernoulli masks; each random long serves two units. */
record RandomDropoutMasks(long seed) implements DropoutMasks {

  @Override
  public NDArray mask(NDManager manager, LayerSpec.Dropout layer, Shape shape) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, layer.name()));
    int size = Math.toIntExact(shape.size());
    // A unit drops out when its 32 random bits, read as a signed number, lie below this.
    long threshold = Math.round(layer.rate() * 0x1p32) + Integer.MIN_VALUE;
    float kept = (float) (1 / (1 - layer.rate()));
    FloatBuffer mask = manager.allocateDirect(size * Float.BYTES).asFloatBuffer();
    for (int i = 0; i < size; i += 2) {
      long bits = random.nextLong();
      mask.put(i, (int) bits < threshold ? 0 : kept);
      if (i + 1 < size) {
        mask.put(i + 1, (int) (bits >> 32) < threshold ? 0 : kept);
      }
    }
    return manager.create(mask, shape);
  }
}
