package org.alexnetstudio.network;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.LazyNDArray;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/**
 * Times the layers of a network one by one, each on what those before it make of random images. The
 * sum is not the time of a step: whole, the engine computes layers that don't wait for each other
 * at once.
 */
public final class LayerSpeed implements AutoCloseable {
  private final Network network;
  private final DropoutMasks masks = DropoutMasks.random(1);
  private final int batch;

  /**
   * Seconds of one layer.
   *
   * @param forward of inference
   * @param training forward and backward, with the gradients of weights and input
   */
  public record Row(String layer, double forward, double training) {}

  /**
   * Builds the network.
   *
   * @param batch images in a pass
   * @throws StudioException where the engine fails, as for want of memory
   */
  public LayerSpeed(NetworkSpec spec, ComputeDevice device, int batch) throws StudioException {
    network = Network.build(spec, device, 1);
    this.batch = batch;
  }

  /**
   * One pass, in the order of the layers.
   *
   * @throws StudioException where the engine fails, as for want of memory
   */
  public List<Row> pass() throws StudioException {
    List<Row> rows = new ArrayList<>();
    try (NDManager scope = network.manager().newSubManager()) {
      Shape one = network.blank(scope).getShape();
      NDArray x = scope.randomUniform(-1, 1, new Shape(batch, one.get(1), one.get(2), one.get(3)));
      for (Layer layer : network.layers()) {
        wait(x);
        long before = System.nanoTime();
        NDArray output = network.apply(layer, x);
        wait(output);
        double forward = seconds(before);
        rows.add(new Row(layer.spec().name(), forward, training(layer, x)));
        x = output;
      }
    } catch (EngineException | OutOfMemoryError e) {
      throw network.device().failure("The layers can't be measured", e);
    }
    return rows;
  }

  private double training(Layer layer, NDArray input) {
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray x = input.duplicate();
      x.attach(scope);
      x.setRequiresGradient(true);
      wait(x);
      EngineOps ops = network.device().ops();
      long before = System.nanoTime();
      EngineOps.Differentiated output;
      try (GradientCollector collector = network.device().engine().newGradientCollector()) {
        output =
            layer.spec() instanceof LayerSpec.Lrn lrn
                ? ops.lrnForTraining(x, lrn, false)
                : new EngineOps.Recorded(network.applyInTraining(layer, x, masks));
        wait(output.output());
        long between = System.nanoTime();
        NDArray gradient = output.output().onesLike();
        wait(gradient);
        before += System.nanoTime() - between; // the gradient comes from the next layer else
        ops.backward(output.output(), gradient);
        output.backward();
      }
      wait(x.getGradient());
      layer.block().getDirectParameters().values().forEach(p -> wait(p.getArray().getGradient()));
      return seconds(before);
    }
  }

  private static void wait(NDArray array) {
    if (array instanceof LazyNDArray lazy) {
      lazy.waitToRead();
    }
  }

  private static double seconds(long before) {
    return (System.nanoTime() - before) / 1e9;
  }

  @Override
  public void close() {
    network.close();
  }
}
