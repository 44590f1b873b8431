package org.alexnetstudio.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.Seeds;

/**
 * Draws the first value of one parameter (paper, section 5, and the forms of {@link InitSpec}) from
 * the experiment's seed and the parameter's name, the same on every engine.
 *
 * @param fanIn inputs of one unit
 */
record InitialWeights(InitSpec spec, long seed, String parameter, boolean bias, long fanIn)
    implements Initializer {

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    RandomGenerator random = new SplittableRandom(Seeds.derive(seed, "init " + parameter));
    double bound = 1 / Math.sqrt((double) fanIn);
    DoubleSupplier draw =
        switch (spec.type()) {
          case TORCH -> () -> random.nextDouble(-bound, bound);
          case GAUSSIAN -> bias ? spec::bias : () -> spec.std() * random.nextGaussian();
          case HE -> bias ? spec::bias : () -> Math.sqrt(2) * bound * random.nextGaussian();
        };
    int size = Math.toIntExact(shape.size());
    FloatBuffer values = manager.allocateDirect(size * Float.BYTES).asFloatBuffer();
    for (int i = 0; i < size; i++) {
      values.put(i, (float) draw.getAsDouble());
    }
    return manager.create(values, shape);
  }
}
