package org.alexnetstudio.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.support.TestEngine;
import org.junit.jupiter.api.Test;

/** The stated fields of alexnet-2012, against what changes when pixels do. */
class ReceptiveFieldTest {
  private static final Map<String, Integer> SIDES =
      Map.of("conv1", 11, "conv2", 51, "conv3", 99, "conv4", 131, "conv5", 163);

  /** One unit of a convolution. */
  private record Unit(int layer, int row, int column) {}

  @Test
  void everyConvolutionSeesWhatItShouldAndNothingElse() throws Exception {
    NetworkSpec spec = Presets.read("alexnet-2012", Map.of()).network();
    try (Network network = new Network(spec, TestEngine.cpu(), 1)) {
      makePositive(network);
      List<ImageShape> shapes = spec.shapes();
      for (int layer = 1; layer <= spec.layers().size(); layer++) {
        LayerSpec each = spec.layers().get(layer - 1);
        if (each instanceof LayerSpec.Conv) {
          int side = shapes.get(layer).width();
          for (int row : new int[] {0, 1, side / 2, side - 1}) {
            for (int column : new int[] {0, side / 2 + 1, side - 2, side - 1}) {
              assertField(network, new Unit(layer, row, column));
            }
          }
          int asked = SIDES.get(each.name());
          ReceptiveField field = ReceptiveField.of(spec, layer, 3, 5);
          assertEquals(List.of(asked, asked), List.of(field.height(), field.width()), each.name());
        }
      }
    }
  }

  /** So that whatever is seen can be felt: nothing is cut off, and nothing cancels. */
  private static void makePositive(Network network) {
    SplittableRandom random = new SplittableRandom(3);
    for (String name : network.parameterNames()) {
      if (name.startsWith("conv")) {
        float[] values = network.parameter(name).toFloatArray();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextDouble(0.5, 1) / (name.endsWith("weight") ? 100 : 1e6f);
        }
        network.write(name, FloatBuffer.wrap(values));
      }
    }
  }

  private static void assertField(Network network, Unit unit) {
    ReceptiveField field =
        ReceptiveField.inImage(network.spec(), unit.layer(), unit.row(), unit.column());
    int side = network.spec().input().height();
    Random random = new Random(unit.hashCode());
    float[] image = new float[3 * side * side];
    for (int i = 0; i < image.length; i++) {
      image[i] = 1 + random.nextFloat();
    }
    List<float[]> batch = new ArrayList<>(List.of(image));
    float[] outside = image.clone();
    for (int i = 0; i < image.length; i++) {
      int row = i / side % side;
      int column = i % side;
      boolean inside =
          row >= field.top()
              && row < field.bottom()
              && column >= field.left()
              && column < field.right();
      outside[i] = inside ? outside[i] : 1000 * random.nextFloat();
    }
    batch.add(outside);
    // The corners and some pixels between them, one at a time.
    int[][] places = {
      {field.top(), field.left()},
      {field.top(), field.right() - 1},
      {field.bottom() - 1, field.left()},
      {field.bottom() - 1, field.right() - 1},
      {random.nextInt(field.top(), field.bottom()), random.nextInt(field.left(), field.right())},
      {random.nextInt(field.top(), field.bottom()), random.nextInt(field.left(), field.right())}
    };
    for (int[] place : places) {
      float[] inside = image.clone();
      inside[place[0] * side + place[1]] = 1e5f;
      batch.add(inside);
    }
    float[] answers = answers(network, unit, batch);
    assertTrue(Float.isFinite(answers[0]) && answers[0] > 0);
    assertEquals(answers[0], answers[1], unit + " sees nothing outside " + field);
    for (int i = 0; i < places.length; i++) {
      assertNotEquals(
          answers[0],
          answers[i + 2],
          unit + " sees row " + places[i][0] + ", column " + places[i][1] + " of " + field);
    }
  }

  /** What one unit of the last map says to each image. */
  private static float[] answers(Network network, Unit unit, List<float[]> images) {
    FloatBuffer batch = FloatBuffer.allocate(images.size() * images.get(0).length);
    images.forEach(batch::put);
    float[] answers = new float[images.size()];
    try (Trace trace = Trace.of(network, batch.flip(), images.size())) {
      long[] shape = trace.output(unit.layer()).getShape().getShape();
      float[] all = trace.output(unit.layer()).toFloatArray();
      int area = (int) (shape[2] * shape[3]);
      int size = (int) shape[1] * area;
      for (int i = 0; i < answers.length; i++) {
        // Of both towers, as one of them sees half of the channels before it.
        for (int map : new int[] {0, (int) shape[1] - 1}) {
          answers[i] += all[i * size + map * area + unit.row() * (int) shape[3] + unit.column()];
        }
      }
    }
    return answers;
  }
}
