package org.alexnetstudio.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;

/**
 * How single activations come about: computed anew in double precision, from the numbers that the
 * engine had.
 */
public final class Arithmetics {
  private static final int LARGEST = 24;

  private Arithmetics() {}

  /**
   * The activation of a unit at a place.
   *
   * @param layer 1 or more
   */
  public static Arithmetic of(
      Exploration exploration, Surgery surgery, int layer, int unit, Spot spot) {
    exploration.check(Math.max(1, layer), unit, spot);
    ImageShape shape = exploration.shapes().get(layer);
    float[] outputs = exploration.values(layer);
    Arithmetic.At at =
        new Arithmetic.At(
            layer,
            exploration.spec(layer).name(),
            unit,
            spot,
            UnitViews.field(exploration, layer, spot),
            surgery.of(new Surgery.Unit(layer, unit)),
            outputs[(unit * shape.height() + spot.row()) * shape.width() + spot.column()]);
    Input input = new Input(exploration.values(layer - 1), exploration.shapes().get(layer - 1));
    double scale = at.scale();
    LayerSpec spec = exploration.spec(layer);
    if (spec instanceof LayerSpec.Conv conv) {
      Kernel kernel = Objects.requireNonNull(UnitViews.kernel(exploration, layer, unit));
      return convolution(at, conv, kernel, input, scale);
    }
    if (spec instanceof LayerSpec.FullyConnected fc) {
      return connected(
          at,
          input,
          exploration.network().readRow(fc.name() + ".weight", unit),
          exploration.network().readRow(fc.name() + ".bias", unit)[0],
          scale);
    }
    if (spec instanceof LayerSpec.MaxPool p) {
      return pooling(at, true, slide(input, spot, p.kernel(), p.stride(), p.pad()), input, scale);
    }
    if (spec instanceof LayerSpec.AvgPool p) {
      return pooling(at, false, slide(input, spot, p.kernel(), p.stride(), p.pad()), input, scale);
    }
    if (spec instanceof LayerSpec.AdaptiveAvgPool p) {
      return pooling(at, false, cell(input, spot, p.size()), input, scale);
    }
    if (spec instanceof LayerSpec.Lrn lrn) {
      return normalisation(at, lrn, input, scale);
    }
    float x = input.at(unit, spot.row(), spot.column());
    if (spec instanceof LayerSpec.Relu) {
      return new Arithmetic.Pointwise(at, "max(0, x)", x, scale * Math.max(0, x));
    }
    if (spec instanceof LayerSpec.Tanh) {
      return new Arithmetic.Pointwise(at, "tanh(x)", x, scale * Math.tanh(x));
    }
    return new Arithmetic.Pointwise(at, "x", x, scale * x);
  }

  /** A layer's input, 0 beyond its borders. */
  private record Input(float[] values, ImageShape shape) {
    float at(int channel, int row, int column) {
      boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
      return inside ? values[(channel * shape.height() + row) * shape.width() + column] : 0;
    }
  }

  private static Arithmetic convolution(
      Arithmetic.At at, LayerSpec.Conv conv, Kernel kernel, Input input, double scale) {
    int size = kernel.size();
    int top = at.spot().row() * conv.stride() - conv.pad();
    int left = at.spot().column() * conv.stride() - conv.pad();
    float[] patch = new float[kernel.weights().length];
    double[] sums = new double[kernel.channels()];
    double total = kernel.bias();
    for (int channel = 0; channel < kernel.channels(); channel++) {
      for (int i = 0; i < size * size; i++) {
        int place = channel * size * size + i;
        patch[place] = input.at(kernel.firstChannel() + channel, top + i / size, left + i % size);
        sums[channel] += (double) patch[place] * kernel.weights()[place];
      }
      total += sums[channel];
    }
    return new Arithmetic.Convolution(at, kernel, top, left, patch, sums, scale * total);
  }

  private static Arithmetic connected(
      Arithmetic.At at, Input input, float[] weights, float bias, double scale) {
    int width = input.shape().width();
    int area = input.shape().height() * width;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += (double) input.values()[i] * weights[i];
    }
    List<Arithmetic.Contributor> largest =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble(i -> -Math.abs((double) input.values()[i] * weights[i])))
            .limit(LARGEST)
            .map(
                i ->
                    new Arithmetic.Contributor(
                        i / area,
                        new Spot(i % area / width, i % width),
                        input.values()[i],
                        weights[i]))
            .toList();
    double shown = largest.stream().mapToDouble(Arithmetic.Contributor::product).sum();
    return new Arithmetic.Connected(
        at, weights.length, largest, total - shown, bias, scale * (total + bias));
  }

  /** A window, rows and columns from and to. */
  private record Window(int top, int left, int bottom, int right) {}

  private static Window slide(Input input, Spot spot, int kernel, int stride, int pad) {
    int top = spot.row() * stride - pad;
    int left = spot.column() * stride - pad;
    return new Window(
        Math.max(0, top),
        Math.max(0, left),
        Math.min(input.shape().height(), top + kernel),
        Math.min(input.shape().width(), left + kernel));
  }

  private static Window cell(Input input, Spot spot, int size) {
    int height = input.shape().height();
    int width = input.shape().width();
    return new Window(
        spot.row() * height / size,
        spot.column() * width / size,
        ((spot.row() + 1) * height + size - 1) / size,
        ((spot.column() + 1) * width + size - 1) / size);
  }

  private static Arithmetic pooling(
      Arithmetic.At at, boolean maximum, Window window, Input input, double scale) {
    int height = window.bottom() - window.top();
    int width = window.right() - window.left();
    float[] values = new float[height * width];
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      values[i] = input.at(at.unit(), window.top() + i / width, window.left() + i % width);
      sum += values[i];
      most = Math.max(most, values[i]);
    }
    return new Arithmetic.Pooling(
        at,
        maximum,
        window.top(),
        window.left(),
        height,
        width,
        values,
        scale * (maximum ? most : sum / values.length));
  }

  private static Arithmetic normalisation(
      Arithmetic.At at, LayerSpec.Lrn lrn, Input input, double scale) {
    int first = Math.max(0, at.unit() - lrn.n() / 2);
    int end = Math.min(input.shape().channels(), at.unit() + lrn.n() / 2 + 1);
    float[] neighbours = new float[end - first];
    double squares = 0;
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = input.at(first + i, at.spot().row(), at.spot().column());
      squares += (double) neighbours[i] * neighbours[i];
    }
    double share = lrn.alpha() / lrn.n();
    float x = neighbours[at.unit() - first];
    return new Arithmetic.Normalisation(
        at,
        first,
        neighbours,
        x,
        lrn.k(),
        share,
        lrn.beta(),
        scale * x / Math.pow(lrn.k() + share * squares, lrn.beta()));
  }
}
