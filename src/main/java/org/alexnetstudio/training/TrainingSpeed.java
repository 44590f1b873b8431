package org.alexnetstudio.training;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.LazyNDArray;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.OptimizerSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.DropoutMasks;
import org.alexnetstudio.network.Network;
import org.alexnetstudio.network.NetworkTable;

/** Times single training steps on random images: copy in, forward, backward, update, metrics. */
public final class TrainingSpeed implements AutoCloseable {
  private final Network network;
  private final TrainingStep step;
  private final FloatBuffer images;
  private final int[] labels;

  /**
   * Builds the network and a batch of random images.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public static TrainingSpeed create(
      NetworkSpec spec, OptimizerSpec optimizer, ComputeDevice device, int batch)
      throws StudioException {
    try {
      return new TrainingSpeed(spec, optimizer, device, batch);
    } catch (EngineException | OutOfMemoryError e) {
      throw device.failure("The network can't be measured", e);
    }
  }

  private TrainingSpeed(
      NetworkSpec spec, OptimizerSpec optimizer, ComputeDevice device, int batch) {
    network = new Network(spec, device, 1);
    step = new TrainingStep(network, new MomentumSgd(network, optimizer, Map.of()));
    ImageShape shape = spec.input();
    images = network.manager().allocateDirect(batch * shape.size() * Float.BYTES).asFloatBuffer();
    labels = new int[batch];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextDouble(-1, 1));
    }
    for (int i = 0; i < batch; i++) {
      labels[i] = random.nextInt(spec.output().units());
    }
  }

  /**
   * Multiplications and additions of a step for one image, those of convolutions and fully
   * connected layers: forward once, backward twice as many.
   */
  public double operations() {
    return 3.0 * 2 * NetworkTable.of(network).totalMacs();
  }

  /** Does one whole step, waits for all of it, and returns its seconds. */
  public double step() {
    long before = System.nanoTime();
    step.run(images.rewind(), labels, DropoutMasks.random(before), 1e-6);
    for (String name : network.parameterNames()) {
      if (network.parameter(name) instanceof LazyNDArray parameter) {
        parameter.waitToRead();
      }
    }
    return (System.nanoTime() - before) / 1e9;
  }

  @Override
  public void close() {
    network.close();
  }
}
