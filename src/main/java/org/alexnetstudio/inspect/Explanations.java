package org.alexnetstudio.inspect;

import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.network.RectifierGradient;
import org.alexnetstudio.network.Trace;

/** What of the image speaks for one class, in one pass. */
public final class Explanations {
  private Explanations() {}

  /** Explains the logit of a class. */
  public static Attribution of(Exploration exploration, Explanation explanation, int classIndex) {
    exploration.checkClass(classIndex);
    if (explanation instanceof Explanation.GradCam gradCam) {
      exploration.check(gradCam.layer());
      return gradCam(exploration, gradCam.layer(), classIndex);
    }
    return gradient(exploration, classIndex);
  }

  private static float[] gradientBy(Exploration exploration, int layer, int classIndex) {
    Trace trace = exploration.trace();
    float[] head = new float[exploration.classifier().classNames().size()];
    head[classIndex] = 1;
    return trace.gradient(trace.layers(), head, layer, RectifierGradient.TRUE).toFloatArray();
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
}
