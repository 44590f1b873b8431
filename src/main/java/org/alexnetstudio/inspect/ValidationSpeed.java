package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.LayerVisitor;
import org.alexnetstudio.network.Network;

/**
 * Times passes of random images: whole ones, and layer by layer with and without the search for
 * what excites units most.
 */
public final class ValidationSpeed implements AutoCloseable {
  private final Network network;
  private final StrongestUnits strongest;
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

  /** Draws images that have not been seen. */
  public void draw() {
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextDouble(-128, 128));
    }
  }

  /**
   * Seconds of one pass as a classification does it: only the logits count.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public double pass() throws StudioException {
    long before = System.nanoTime();
    try (NDManager scope = network.manager().newSubManager()) {
      network.forward(network.batch(scope, images.rewind(), batch)).toFloatArray();
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The inference can't be measured", e);
    }
    return (System.nanoTime() - before) / 1e9;
  }

  /**
   * Seconds of one pass as a validation does it, layer by layer.
   *
   * @param searching whether what excites units most is searched for
   * @throws StudioException where the engine fails, as for want of memory
   */
  public double pass(boolean searching) throws StudioException {
    int[] numbers = new int[batch];
    for (int i = 0; i < batch; i++) {
      numbers[i] = strongest.images() + i;
    }
    long before = System.nanoTime();
    try (NDManager scope = network.manager().newSubManager()) {
      LayerVisitor visitor = searching ? strongest.batch(numbers) : LayerVisitor.NONE;
      network.forward(network.batch(scope, images.rewind(), batch), visitor).toFloatArray();
      visitor.finish();
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The validation can't be measured", e);
    }
    return (System.nanoTime() - before) / 1e9;
  }

  @Override
  public void close() {
    network.close();
  }
}
