package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.ExcitingPatch;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.insight.UnitView;
import org.jspecify.annotations.Nullable;

/**
 * Something of a unit or a layer that can be written into a file.
 *
 * @param name of the file, without ending, such as "conv1-15-map"
 * @param drawing draws a pixel for each number or, in colour, for each three; on any thread
 * @param values the numbers; never written after
 * @param shape their extents, the slowest first
 */
record Saveable(String name, Supplier<Picture> drawing, float[] values, int... shape) {

  private static final int COLOURS = 3;

  /** A picture of more pixels can hardly be opened. */
  private static final double MOST_PIXELS = 40e6;

  /** The map in Inferno, as bright as on the screen. */
  static Saveable map(UnitView view) {
    float limit = ColourLimits.high(view.map(), 0, view.map().length);
    int[] argb = new int[view.map().length];
    for (int i = 0; i < argb.length; i++) {
      double level = limit > 0 ? Math.max(0, Math.min(1, view.map()[i] / limit)) : 0;
      argb[i] = ColourMap.INFERNO.argb((int) Math.round(255 * level));
    }
    int rows = view.layer().height();
    int columns = view.layer().width();
    return new Saveable(
        name(view, "map"), () -> new Picture(columns, rows, argb), view.map(), rows, columns);
  }

  /** The kernel; null where there is none. */
  static @Nullable Saveable kernel(UnitView view) {
    Kernel kernel = view.kernel();
    if (kernel == null) {
      return null;
    }
    KernelSheet sheet = new KernelSheet(kernel, KernelSheet.squareColumns(kernel));
    return new Saveable(
        name(view, "kernel"),
        () -> sheet.picture(1),
        kernel.weights(),
        kernel.channels(),
        kernel.size(),
        kernel.size());
  }

  /** What was carried back to the image. */
  static Saveable backward(UnitView view) {
    Attribution back = view.backward();
    return new Saveable(
        name(view, "backward"),
        () ->
            new Picture(back.width(), back.height(), Tints.centred(back.values(), back.channels())),
        back.values(),
        back.channels(),
        back.height(),
        back.width());
  }

  /**
   * What excites a unit most, the strongest first, each as large as the largest, black beyond; the
   * colours from 0 to 255, (patches, 3, height, width).
   */
  static Saveable patches(LayerInfo layer, int unit, List<ExcitingPatch> strongest) {
    int height = strongest.stream().mapToInt(each -> each.picture().height()).max().orElse(0);
    int width = strongest.stream().mapToInt(each -> each.picture().width()).max().orElse(0);
    List<int[]> tiles =
        strongest.stream().map(each -> onBlack(each.picture(), height, width)).toList();
    int area = height * width;
    float[] colours = new float[tiles.size() * COLOURS * area];
    for (int i = 0; i < colours.length; i++) {
      int plane = i / area;
      int shift = 8 * (COLOURS - 1 - plane % COLOURS);
      colours[i] = (tiles.get(plane / COLOURS)[i % area] >> shift) & 0xff;
    }
    return new Saveable(
        layer.name() + "-" + unit + "-patches",
        () -> Sheet.of(tiles.size(), width, height, tiles::get),
        colours,
        tiles.size(),
        COLOURS,
        height,
        width);
  }

  private static int[] onBlack(Picture picture, int height, int width) {
    int[] argb = new int[height * width];
    Arrays.fill(argb, 0xff000000);
    for (int row = 0; row < picture.height(); row++) {
      System.arraycopy(picture.argb(), row * picture.width(), argb, row * width, picture.width());
    }
    return argb;
  }

  private static String name(UnitView view, String what) {
    return view.layer().name() + "-" + view.unit() + "-" + what;
  }

  /** All maps of a layer by their numbers, (units, height, width), coloured as on the screen. */
  static Saveable maps(UnitTiles tiles) {
    LayerInfo layer = tiles.layer();
    return new Saveable(
        layer.name() + "-maps",
        () -> Sheet.of(layer.units(), layer.width(), layer.height(), tiles::exact),
        tiles.activations().values(),
        layer.units(),
        layer.height(),
        layer.width());
  }

  /** All filters, (filters, channels, kernel, kernel), each on its own scale with 0 grey. */
  static Saveable filters(FilterBank bank) {
    return new Saveable(
        bank.layer() + "-filters",
        () ->
            Sheet.of(
                bank.filters(),
                bank.kernel(),
                bank.kernel(),
                each -> FilterRaster.argb(bank, each, FilterRaster.limit(bank, each))),
        bank.weights(),
        bank.filters(),
        bank.channels(),
        bank.kernel(),
        bank.kernel());
  }

  /**
   * The picture with each pixel as a square.
   *
   * @param most pixels for its side; fewer where the whole would be too large
   */
  Picture enlarged(int most) {
    Picture picture = drawing.get();
    double pixels = (double) picture.width() * picture.height();
    int scale = Math.max(1, Math.min(most, (int) Math.sqrt(MOST_PIXELS / pixels)));
    int width = picture.width() * scale;
    int[] argb = new int[width * picture.height() * scale];
    for (int y = 0; y < picture.height() * scale; y++) {
      int from = y / scale * picture.width();
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = picture.argb()[from + x / scale];
      }
    }
    return new Picture(width, picture.height() * scale, argb);
  }

  /** As NumPy says it, such as "3 × 11 × 11". */
  String extents() {
    return String.join(
        " × ", Arrays.stream(shape).mapToObj(String::valueOf).toArray(String[]::new));
  }
}
