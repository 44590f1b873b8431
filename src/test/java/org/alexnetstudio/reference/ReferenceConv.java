package org.alexnetstudio.reference;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;

/**
 * Cross-correlation, which the field calls convolution; the weight is (filter, channel of the
 * group, row, column).
 *
 * <p>All three passes visit the same products weight[w] * x[i] -> y[o], a row of the output at a
 * time; {@link #rows} finds those rows.
 */
final class ReferenceConv implements ReferenceLayer {
  private final LayerSpec.Conv spec;
  private final ImageShape in;
  private final ImageShape out;
  private final float[] weight;
  private final float[] bias;
  private final int groupChannels;
  private final int groupFilters;

  ReferenceConv(LayerSpec.Conv spec, ImageShape in, float[] weight, float[] bias) {
    this.spec = spec;
    this.in = in;
    this.out = spec.outputShape(in);
    this.weight = weight;
    this.bias = bias;
    this.groupChannels = in.channels() / spec.groups();
    this.groupFilters = spec.filters() / spec.groups();
  }

  /**
   * One row of an output plane that meets the image under one weight: {@code count} outputs from
   * {@code output} on meet every stride-th input from {@code input} on.
   */
  private interface Row {
    void visit(int w, int output, int input, int count);
  }

  /** Visits the rows of one image that filter and channel share. */
  private void rows(int image, int filter, int channel, Row row) {
    int outPlane = (image * out.channels() + filter) * out.height() * out.width();
    int inPlane = (image * in.channels() + channel) * in.height() * in.width();
    int kernelPlane =
        (filter * groupChannels + channel % groupChannels) * spec.kernel() * spec.kernel();
    for (int ky = 0; ky < spec.kernel(); ky++) {
      for (int kx = 0; kx < spec.kernel(); kx++) {
        int first = 0;
        while (first < out.width() && first * spec.stride() + kx - spec.pad() < 0) {
          first++;
        }
        int end = out.width();
        while (end > first && (end - 1) * spec.stride() + kx - spec.pad() >= in.width()) {
          end--;
        }
        for (int oy = 0; oy < out.height(); oy++) {
          int iy = oy * spec.stride() + ky - spec.pad();
          if (iy >= 0 && iy < in.height()) {
            int ix = first * spec.stride() + kx - spec.pad();
            row.visit(
                kernelPlane + ky * spec.kernel() + kx,
                outPlane + oy * out.width() + first,
                inPlane + iy * in.width() + ix,
                end - first);
          }
        }
      }
    }
  }

  @Override
  public double[] forward(double[] x) {
    int batch = x.length / in.size();
    int stride = spec.stride();
    int plane = out.height() * out.width();
    double[] y = new double[batch * out.size()];
    IntStream.range(0, batch * out.channels())
        .parallel()
        .forEach(
            p -> {
              int image = p / out.channels();
              int filter = p % out.channels();
              int group = filter / groupFilters;
              Arrays.fill(y, p * plane, (p + 1) * plane, bias[filter]);
              for (int c = group * groupChannels; c < (group + 1) * groupChannels; c++) {
                rows(
                    image,
                    filter,
                    c,
                    (w, o, i, count) -> {
                      double factor = weight[w];
                      for (int t = 0; t < count; t++) {
                        y[o + t] += factor * x[i + t * stride];
                      }
                    });
              }
            });
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
    gradients.put(spec.name() + ".weight", weightGradient(x, dy));
    gradients.put(spec.name() + ".bias", biasGradient(dy));
    return inputGradient(x.length, dy);
  }

  private double[] weightGradient(double[] x, double[] dy) {
    int batch = x.length / in.size();
    int stride = spec.stride();
    double[] dWeight = new double[weight.length];
    IntStream.range(0, out.channels())
        .parallel()
        .forEach(
            filter -> {
              int group = filter / groupFilters;
              for (int image = 0; image < batch; image++) {
                for (int c = group * groupChannels; c < (group + 1) * groupChannels; c++) {
                  rows(
                      image,
                      filter,
                      c,
                      (w, o, i, count) -> {
                        double sum = 0;
                        for (int t = 0; t < count; t++) {
                          sum += dy[o + t] * x[i + t * stride];
                        }
                        dWeight[w] += sum;
                      });
                }
              }
            });
    return dWeight;
  }

  private double[] biasGradient(double[] dy) {
    int plane = out.height() * out.width();
    double[] dBias = new double[out.channels()];
    for (int i = 0; i < dy.length; i++) {
      dBias[i / plane % out.channels()] += dy[i];
    }
    return dBias;
  }

  private double[] inputGradient(int length, double[] dy) {
    int stride = spec.stride();
    double[] dx = new double[length];
    IntStream.range(0, length / (in.height() * in.width()))
        .parallel()
        .forEach(
            p -> {
              int image = p / in.channels();
              int channel = p % in.channels();
              int group = channel / groupChannels;
              for (int f = group * groupFilters; f < (group + 1) * groupFilters; f++) {
                rows(
                    image,
                    f,
                    channel,
                    (w, o, i, count) -> {
                      double factor = weight[w];
                      for (int t = 0; t < count; t++) {
                        dx[i + t * stride] += factor * dy[o + t];
                      }
                    });
              }
            });
    return dx;
  }
}
