package org.alexnetstudio.inspect;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.network.RectifierGradient;
import org.alexnetstudio.network.Trace;

/** What of the image speaks for one class. */
public final class Explanations {
  /** Points on the way from the blank image that pass together. */
  private static final int TOGETHER = 32;

  private static final int POINTS = 64;
  private static final int MOST_POINTS = 256;

  /** The sum may miss the logits' difference by this share, else the most points are taken. */
  private static final double MISSED = 0.01;

  private Explanations() {}

  /** Explains the logit of a class. */
  public static Attribution of(Exploration exploration, Explanation explanation, int classIndex) {
    if (explanation instanceof Explanation.GradCam gradCam) {
      return gradCam(exploration, gradCam.layer(), classIndex);
    }
    if (explanation instanceof Explanation.Gradient) {
      return gradient(exploration, classIndex);
    }
    return integratedGradients(exploration, classIndex);
  }

  private static float[] head(int images, int classes, int classIndex) {
    float[] head = new float[images * classes];
    for (int image = 0; image < images; image++) {
      head[image * classes + classIndex] = 1;
    }
    return head;
  }

  private static float[] gradientBy(Exploration exploration, int layer, int classIndex) {
    Trace trace = exploration.trace();
    int classes = exploration.classifier().classNames().size();
    return trace
        .gradient(trace.layers(), head(1, classes, classIndex), layer, RectifierGradient.TRUE)
        .toFloatArray();
  }

  private static float logit(Exploration exploration, int classIndex) {
    return exploration.trace().logits().toFloatArray()[classIndex];
  }

  private static Attribution gradCam(Exploration exploration, int wanted, int classIndex) {
    int layer = exploration.activated(wanted);
    ImageShape shape = exploration.shapes().get(layer);
    float[] maps = exploration.values(layer);
    float[] gradient = gradientBy(exploration, layer, classIndex);
    int area = shape.height() * shape.width();
    float[] sum = new float[area];
    for (int unit = 0; unit < shape.channels(); unit++) {
      double mean = 0;
      for (int i = unit * area; i < (unit + 1) * area; i++) {
        mean += gradient[i] / area;
      }
      for (int i = 0; i < area; i++) {
        sum[i] += (float) (mean * maps[unit * area + i]);
      }
    }
    for (int i = 0; i < area; i++) {
      sum[i] = Math.max(0, sum[i]);
    }
    return new Attribution(
        false, 1, shape.height(), shape.width(), sum, logit(exploration, classIndex), Float.NaN);
  }

  private static Attribution gradient(Exploration exploration, int classIndex) {
    ImageShape input = exploration.shapes().get(0);
    return new Attribution(
        true,
        input.channels(),
        input.height(),
        input.width(),
        gradientBy(exploration, 0, classIndex),
        logit(exploration, classIndex),
        Float.NaN);
  }

  /** More points until the values add up to what they explain. */
  private static Attribution integratedGradients(Exploration exploration, int classIndex) {
    ImageShape input = exploration.shapes().get(0);
    float[] image = exploration.values(0);
    float score = logit(exploration, classIndex);
    float reference = blankLogit(exploration, classIndex);
    for (int points = POINTS; ; points = MOST_POINTS) {
      float[] values = alongTheWay(exploration, image, classIndex, points);
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] *= image[i];
        sum += values[i];
      }
      double difference = (double) score - reference;
      if (Math.abs(sum - difference) <= MISSED * Math.abs(difference) || points == MOST_POINTS) {
        return new Attribution(
            true, input.channels(), input.height(), input.width(), values, score, reference);
      }
    }
  }

  private static float blankLogit(Exploration exploration, int classIndex) {
    FloatBuffer blank = FloatBuffer.allocate(exploration.shapes().get(0).size());
    try (Trace trace = exploration.traceOf(blank, 1)) {
      return trace.logits().toFloatArray()[classIndex];
    }
  }

  /**
   * The mean gradient along the way from 0 to the image. With t in the middles of equal parts of 0
   * to 1 the points lie at t^2: near 0, where biases outweigh what there is of the image, units
   * change from off to on and the gradient changes most.
   */
  private static float[] alongTheWay(
      Exploration exploration, float[] image, int classIndex, int points) {
    float[] mean = new float[image.length];
    int classes = exploration.classifier().classNames().size();
    for (int from = 0; from < points; from += TOGETHER) {
      FloatBuffer batch = FloatBuffer.allocate(TOGETHER * image.length);
      for (int point = from; point < from + TOGETHER; point++) {
        float t = (point + 0.5f) / points;
        for (float value : image) {
          batch.put(t * t * value);
        }
      }
      try (Trace trace = exploration.traceOf(batch.flip(), TOGETHER)) {
        float[] head = head(TOGETHER, classes, classIndex);
        for (int i = 0; i < head.length; i++) {
          // The length of the part, d(t^2) = 2 t dt.
          head[i] *= 2 * (from + i / classes + 0.5f) / points / points;
        }
        NDArray gradient = trace.gradient(trace.layers(), head, 0, RectifierGradient.TRUE);
        float[] sum = gradient.sum(new int[] {0}).toFloatArray();
        for (int i = 0; i < mean.length; i++) {
          mean[i] += sum[i];
        }
      }
    }
    return mean;
  }
}
