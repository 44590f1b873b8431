package org.alexnetstudio.reference;

import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;

/**
 * Local response normalisation across channels: y[c] = x[c] * s[c]^-beta with s[c] = k + alpha/n *
 * sum of x[j]^2 over the n channels j around c.
 *
 * <p>The derivative: dx[c] = dy[c] * s[c]^-beta - 2 * alpha/n * beta * x[c] * sum of dy[j] * x[j] *
 * s[j]^(-beta-1) over the same channels.
 */
final class ReferenceLrn implements ReferenceLayer {
  private final LayerSpec.Lrn spec;
  private final int channels;
  private final int plane;

  ReferenceLrn(LayerSpec.Lrn spec, ImageShape in) {
    this.spec = spec;
    this.channels = in.channels();
    this.plane = in.height() * in.width();
  }

  @Override
  public double[] forward(double[] x) {
    double[] s = scales(x);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] * Math.pow(s[i], -spec.beta());
    }
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
    double[] s = scales(x);
    double[] ratios = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      ratios[i] = dy[i] * x[i] * Math.pow(s[i], -spec.beta() - 1);
    }
    double[] sums = neighbourSums(ratios);
    double[] dx = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      dx[i] =
          dy[i] * Math.pow(s[i], -spec.beta())
              - 2 * spec.alpha() / spec.n() * spec.beta() * x[i] * sums[i];
    }
    return dx;
  }

  private double[] scales(double[] x) {
    double[] squares = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      squares[i] = x[i] * x[i];
    }
    double[] sums = neighbourSums(squares);
    double[] s = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      s[i] = spec.k() + spec.alpha() / spec.n() * sums[i];
    }
    return s;
  }

  /** For each number the sum over the channels around its own, at the same place of the image. */
  private double[] neighbourSums(double[] values) {
    int reach = spec.n() / 2;
    double[] sums = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane % channels;
      int from = Math.max(0, channel - reach);
      int to = Math.min(channels - 1, channel + reach);
      for (int j = from; j <= to; j++) {
        sums[i] += values[i + (j - channel) * plane];
      }
    }
    return sums;
  }
}
