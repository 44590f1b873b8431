package org.alexnetstudio.network;

import java.util.List;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;

/**
 * The input pixels that one unit depends on, found backwards through the layer list.
 *
 * @param top first row
 * @param left first column
 * @param bottom row behind the last
 * @param right column behind the last
 */
public record ReceptiveField(int top, int left, int bottom, int right) {

  /**
   * What the unit would see if no border cut it short: it may reach into the padding, and has the
   * same size all over the layer, up to the first fully connected one, which sees the whole image.
   *
   * @param layer 0 is the input, n the n-th layer of the list
   */
  public static ReceptiveField of(NetworkSpec network, int layer, int row, int column) {
    return back(network, layer, row, column, false);
  }

  /** The pixels of the image that can change the unit. */
  public static ReceptiveField inImage(NetworkSpec network, int layer, int row, int column) {
    return back(network, layer, row, column, true);
  }

  private static ReceptiveField back(
      NetworkSpec network, int layer, int row, int column, boolean cut) {
    List<ImageShape> shapes = network.shapes();
    boolean whole = false;
    Range rows = new Range(row, row + 1);
    Range columns = new Range(column, column + 1);
    for (int i = layer; i > 0; i--) {
      LayerSpec spec = network.layers().get(i - 1);
      // From there on the whole of a layer is seen, which has no more than its borders.
      whole |= spec instanceof LayerSpec.FullyConnected;
      ImageShape input = shapes.get(i - 1);
      rows = rows.before(spec, input.height(), cut || whole);
      columns = columns.before(spec, input.width(), cut || whole);
    }
    return new ReceptiveField(rows.from, columns.from, rows.to, columns.to);
  }

  /** Its height. */
  public int height() {
    return bottom - top;
  }

  /** Its width. */
  public int width() {
    return right - left;
  }

  /** Neighbouring rows, or columns, of one layer. */
  private record Range(int from, int to) {

    /** Those of the layer's input, {@code side} long, that these come from. */
    Range before(LayerSpec layer, int side, boolean cut) {
      Range range = uncut(layer, side);
      return cut ? new Range(Math.max(0, range.from), Math.min(side, range.to)) : range;
    }

    private Range uncut(LayerSpec layer, int side) {
      if (layer instanceof LayerSpec.Conv c) {
        return window(c.kernel(), c.stride(), c.pad());
      }
      if (layer instanceof LayerSpec.MaxPool p) {
        return window(p.kernel(), p.stride(), p.pad());
      }
      if (layer instanceof LayerSpec.AvgPool p) {
        return window(p.kernel(), p.stride(), p.pad());
      }
      if (layer instanceof LayerSpec.AdaptiveAvgPool p) {
        return new Range(from * side / p.size(), (to * side + p.size() - 1) / p.size());
      }
      return layer instanceof LayerSpec.FullyConnected ? new Range(0, side) : this;
    }

    private Range window(int kernel, int stride, int pad) {
      return new Range(from * stride - pad, (to - 1) * stride - pad + kernel);
    }
  }
}
