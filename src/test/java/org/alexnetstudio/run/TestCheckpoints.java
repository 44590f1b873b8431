package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alexnetstudio.weights.Safetensors;
import org.alexnetstudio.weights.SafetensorsFile;
import org.alexnetstudio.weights.TensorSource;

/** Checkpoints all of whose numbers are their step, so that a mixture of two shows. */
final class TestCheckpoints {
  private TestCheckpoints() {}

  static TrainingState state(int step) {
    return new TrainingState(
        step, 1 + step / 10, step % 10, 0.1, 1, 0.5, 2, 0.25, 3, step * 0.1, 7, 9, 128L * step);
  }

  static CheckpointData data(int step, int floats) {
    return new CheckpointData(
        state(step),
        "{\"step\":" + step + "}",
        List.of(filled("conv1.weight", step, floats), filled("conv1.bias", step, 3)),
        List.of(filled("conv1.weight.momentum", step, floats)));
  }

  private static TensorSource filled(String name, int step, int floats) {
    return new TensorSource(
        name,
        new long[] {floats},
        () -> {
          float[] numbers = new float[floats];
          Arrays.fill(numbers, step);
          return FloatBuffer.wrap(numbers);
        });
  }

  /** Checks that all of the checkpoint is of one step, and returns it. */
  static int stepOfAll(Checkpoint checkpoint) throws Exception {
    int step = checkpoint.state().step();
    assertEquals(state(step), checkpoint.state());
    assertEquals("{\"step\":" + step + "}", checkpoint.modelJson());
    for (var path : List.of(checkpoint.modelFile(), checkpoint.optimizerFile())) {
      try (SafetensorsFile file = Safetensors.read(path)) {
        List<Float> numbers = new ArrayList<>();
        for (String name : file.names()) {
          for (float number : file.tensor(name).toFloats()) {
            numbers.add(number);
          }
        }
        assertEquals(List.of((float) step), numbers.stream().distinct().toList());
      }
    }
    return step;
  }
}
