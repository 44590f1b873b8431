package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.InitSpec;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;

/** The thread that computes is not the one that loads the engine. */
class PassOnAnotherThreadTest {
  private static final String WEIGHT = "fc1.weight";

  @Test
  void learns() throws Exception {
    NetworkSpec spec =
        new NetworkSpec(
            new ImageShape(1, 4, 4),
            List.of(new LayerSpec.FullyConnected("fc1", 3, new InitSpec(InitSpec.Type.HE, 0, 0))));
    try (Network network = new Network(spec, TestEngine.cpu(), 5)) {
      float[] before = network.parameter(WEIGHT).toFloatArray();
      FutureTask<Void> steps =
          new FutureTask<>(
              () -> {
                step(network);
                step(network);
              },
              null);
      Thread thread = new Thread(steps, "another");
      thread.start();
      steps.get(30, TimeUnit.SECONDS);
      assertFalse(Arrays.equals(before, network.parameter(WEIGHT).toFloatArray()));
    }
  }

  private static void step(Network network) {
    float[] images = new float[32];
    Arrays.fill(images, 1);
    try (NDManager scope = network.manager().newSubManager()) {
      NDArray batch = network.batch(scope, FloatBuffer.wrap(images), 2);
      network.forwardBackward(batch, scope.create(new float[] {0, 1}), DropoutMasks.random(1));
      NDArray velocity = scope.zeros(network.parameter(WEIGHT).getShape());
      network.update(WEIGHT, velocity, 0.1, 0.0005, 0.9);
    }
  }
}
