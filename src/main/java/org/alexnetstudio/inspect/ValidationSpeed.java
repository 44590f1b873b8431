package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Inference;
import org.alexnetstudio.network.Network;

/** Times passes of random images, with and without the search for what excites units most. */
public final class ValidationSpeed implements AutoCloseable {
  private final Network network;
  private StrongestUnits strongest;
  private final FloatBuffer images;
  private final int batch;
  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * Builds the network.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public ValidationSpeed(NetworkSpec spec, ComputeDevice device, int batch) throws StudioException {
    this.batch = batch;
    network = Network.build(spec, device, 1);
    strongest = new StrongestUnits(network);
    images =
        network.manager().allocateDirect(batch * spec.input().size() * Float.BYTES).asFloatBuffer();
  }

  /** Begins another validation, whose first images are among the strongest again. */
  public void begin() {
    strongest = new StrongestUnits(network);
  }

  /** Draws images that have not been seen. */
  public void draw() {
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextDouble(-128, 128));
    }
  }

  /**
   * Seconds of one pass to the logits.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public double pass() throws StudioException {
    return seconds(network::forward);
  }

  /**
   * Seconds of the same that searches for what excites units most.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public double search() throws StudioException {
    int[] numbers = new int[batch];
    Arrays.setAll(numbers, i -> strongest.images() + i);
    return seconds(strongest.batch(numbers));
  }

  private double seconds(Inference inference) throws StudioException {
    long before = System.nanoTime();
    try (NDManager scope = network.manager().newSubManager()) {
      inference.forward(network.batch(scope, images.rewind(), batch)).toFloatArray();
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The inference can't be measured", e);
    }
    return (System.nanoTime() - before) / 1e9;
  }

  @Override
  public void close() {
    network.close();
  }
}
