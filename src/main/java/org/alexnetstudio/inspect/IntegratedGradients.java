package org.alexnetstudio.inspect;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.network.RectifierGradient;
import org.alexnetstudio.network.Trace;

/**
 * Integrated gradients (Sundararajan and others, 2017) of one logit, from the mean image of the
 * training set, which is 0 for the network, to an image. The mean gradient along the way is added
 * up piece by piece.
 *
 * <p>With t in the middles of equal parts of 0 to 1 the points lie at t^2: near 0, where biases
 * outweigh what there is of the image, units change from off to on and the gradient changes most.
 *
 * @param classIndex whose logit
 * @param points on the way, a multiple of {@link #TOGETHER}
 */
public record IntegratedGradients(int classIndex, int points) {
  /** Points of one piece, so that a training waits for no more than that. */
  public static final int TOGETHER = 16;

  /** As many points serve most images. */
  public static final int FEW = 64;

  /** As many are taken where the sum of those misses what it explains by more than 1 %. */
  public static final int MANY = 256;

  private static final double MISSED = 0.01;

  /**
   * One piece of the way.
   *
   * @param gradient its part of the mean gradient, (channels, height, width)
   * @param score the image's logit
   * @param reference the blank image's
   */
  public record Piece(float[] gradient, float score, float reference) {}

  /** The piece that begins at a point. */
  public Piece piece(Exploration exploration, int from) {
    exploration.checkClass(classIndex);
    float[] image = exploration.crop();
    FloatBuffer batch = FloatBuffer.allocate(TOGETHER * image.length);
    for (int point = from; point < from + TOGETHER; point++) {
      float share = middle(point) * middle(point);
      for (float value : image) {
        batch.put(share * value);
      }
    }
    int classes = exploration.classifier().classNames().size();
    float[] head = new float[TOGETHER * classes];
    for (int i = 0; i < TOGETHER; i++) {
      // The length of the part, d(t^2) = 2 t dt.
      head[i * classes + classIndex] = 2 * middle(from + i) / points;
    }
    try (Trace trace = exploration.traceOf(batch.flip(), TOGETHER)) {
      NDArray gradient = trace.gradient(trace.layers(), head, 0, RectifierGradient.TRUE);
      return new Piece(
          gradient.sum(new int[] {0}).toFloatArray(),
          exploration.trace().logits().toFloatArray()[classIndex],
          blankLogit(exploration));
    }
  }

  private float middle(int point) {
    return (point + 0.5f) / points;
  }

  private float blankLogit(Exploration exploration) {
    FloatBuffer blank = FloatBuffer.allocate(exploration.shapes().get(0).size());
    try (Trace trace = exploration.traceOf(blank, 1)) {
      return trace.logits().toFloatArray()[classIndex];
    }
  }

  /**
   * The image's numbers times the mean gradient; each is what a pixel adds to the logit.
   *
   * @param image the network's view of it, (channels, height, width)
   * @param meanGradient the sum of all pieces' gradients
   * @param last any piece
   */
  public static Attribution attribution(
      ImageShape input, float[] image, float[] meanGradient, Piece last) {
    float[] values = new float[image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i] * meanGradient[i];
    }
    return new Attribution(
        true,
        input.channels(),
        input.height(),
        input.width(),
        values,
        last.score(),
        last.reference());
  }

  /** Whether the values add up to what they explain, within 1 %. */
  public static boolean addsUp(Attribution found) {
    double sum = 0;
    for (float value : found.values()) {
      sum += value;
    }
    double difference = (double) found.score() - found.reference();
    return Math.abs(sum - difference) <= MISSED * Math.abs(difference);
  }
}
