package org.alexnetstudio.reference;

import java.util.Arrays;
import java.util.Map;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;

/** Pooling: every output is the maximum or the mean of its window's pixels inside the image. */
final class ReferencePool implements ReferenceLayer {

  /** The pixels of one window along one axis, from {@code from} to below {@code to}. */
  private record Span(int from, int to) {}

  /** What becomes of a window's pixels. */
  private enum Kind {
    MAX,
    MEAN
  }

  private final Kind kind;
  private final ImageShape in;
  private final Span[] rows;
  private final Span[] columns;

  private ReferencePool(Kind kind, ImageShape in, Span[] rows, Span[] columns) {
    this.kind = kind;
    this.in = in;
    this.rows = rows;
    this.columns = columns;
  }

  static ReferencePool of(LayerSpec.MaxPool spec, ImageShape in) {
    return sliding(Kind.MAX, spec.kernel(), spec.stride(), spec.pad(), in, spec.outputShape(in));
  }

  static ReferencePool of(LayerSpec.AvgPool spec, ImageShape in) {
    return sliding(Kind.MEAN, spec.kernel(), spec.stride(), spec.pad(), in, spec.outputShape(in));
  }

  /** A window of {@code kernel} pixels that steps by {@code stride} from {@code -pad} on. */
  private static ReferencePool sliding(
      Kind kind, int kernel, int stride, int pad, ImageShape in, ImageShape out) {
    return new ReferencePool(
        kind,
        in,
        slidingSpans(kernel, stride, pad, in.height(), out.height()),
        slidingSpans(kernel, stride, pad, in.width(), out.width()));
  }

  /** The mean of each cell of a grid whose cells overlap where the sizes do not divide. */
  static ReferencePool adaptive(ImageShape in, ImageShape out) {
    return new ReferencePool(
        Kind.MEAN, in, gridSpans(in.height(), out.height()), gridSpans(in.width(), out.width()));
  }

  private static Span[] slidingSpans(int kernel, int stride, int pad, int size, int windows) {
    Span[] spans = new Span[windows];
    for (int i = 0; i < windows; i++) {
      int start = i * stride - pad;
      spans[i] = new Span(Math.max(0, start), Math.min(size, start + kernel));
      if (spans[i].from() >= spans[i].to()) {
        throw new IllegalArgumentException("window " + i + " lies outside the " + size + " pixels");
      }
    }
    return spans;
  }

  private static Span[] gridSpans(int size, int cells) {
    Span[] spans = new Span[cells];
    for (int i = 0; i < cells; i++) {
      spans[i] =
          new Span(
              (int) Math.floor((double) i * size / cells),
              (int) Math.ceil((double) (i + 1) * size / cells));
    }
    return spans;
  }

  /** One window of one plane; {@code o} is its output's index. */
  private interface Window {
    void visit(int o, int plane, Span row, Span column);
  }

  private void windows(int length, Window window) {
    int o = 0;
    for (int plane = 0; plane < length; plane += in.height() * in.width()) {
      for (Span row : rows) {
        for (Span column : columns) {
          window.visit(o++, plane, row, column);
        }
      }
    }
  }

  @Override
  public double[] forward(double[] x) {
    double[] y = new double[x.length / (in.height() * in.width()) * rows.length * columns.length];
    windows(
        x.length,
        (o, plane, row, column) -> {
          int[] pixels = pixels(plane, row, column);
          y[o] =
              kind == Kind.MAX
                  ? x[firstMaximum(x, pixels)]
                  : Arrays.stream(pixels).mapToDouble(i -> x[i]).sum() / pixels.length;
        });
    return y;
  }

  @Override
  public double[] backward(double[] x, double[] y, double[] dy, Map<String, double[]> gradients) {
    double[] dx = new double[x.length];
    windows(
        x.length,
        (o, plane, row, column) -> {
          int[] pixels = pixels(plane, row, column);
          if (kind == Kind.MAX) {
            dx[firstMaximum(x, pixels)] += dy[o];
          } else {
            for (int i : pixels) {
              dx[i] += dy[o] / pixels.length;
            }
          }
        });
    return dx;
  }

  /** Indices of the window's pixels, row by row. */
  private int[] pixels(int plane, Span row, Span column) {
    int[] pixels = new int[(row.to() - row.from()) * (column.to() - column.from())];
    int count = 0;
    for (int r = row.from(); r < row.to(); r++) {
      for (int c = column.from(); c < column.to(); c++) {
        pixels[count++] = plane + r * in.width() + c;
      }
    }
    return pixels;
  }

  private static int firstMaximum(double[] x, int[] pixels) {
    int best = pixels[0];
    for (int i : pixels) {
      if (x[i] > x[best]) {
        best = i;
      }
    }
    return best;
  }
}
