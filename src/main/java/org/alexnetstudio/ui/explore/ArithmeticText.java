package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.At;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Contributor;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.Arithmetic.Normalisation;
import org.alexnetstudio.insight.Arithmetic.Pointwise;
import org.alexnetstudio.insight.Arithmetic.Pooling;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;

/** How an activation comes about, in words and numbers. */
final class ArithmeticText {
  private ArithmeticText() {}

  /** Such as "conv1[15] at row 11, column 40 · input pixels 44–54, 160–170". */
  static String where(At at, List<LayerInfo> layers, Picture image) {
    Field seen = at.field().within(image.height(), image.width());
    boolean maps = at.layer() >= layers.size() || layers.get(at.layer()).hasMaps();
    String spot = " at row " + at.spot().row() + ", column " + at.spot().column();
    boolean whole = seen.height() == image.height() && seen.width() == image.width();
    return at.name()
        + "["
        + at.unit()
        + "]"
        + (maps ? spot : "")
        + " · "
        + (whole
            ? "all of the image"
            : "input pixels "
                + span(seen.top(), seen.height())
                + ", "
                + span(seen.left(), seen.width()));
  }

  private static String span(int first, int count) {
    return first + "–" + (first + count - 1);
  }

  /** Such as "Engine: 700.4712 (2e−08 apart)". */
  static String check(Arithmetic arithmetic) {
    double engine = arithmetic.at().activation();
    String difference = Figures.difference(arithmetic.computed(), engine);
    return "Engine: "
        + Figures.fixed(engine, Figures.decimals(engine) + 2)
        + (difference.isEmpty() ? " (equal)" : " (" + difference + " apart)");
  }

  /** What a function of some numbers is, with the numbers put in; empty for sums. */
  static String formula(Arithmetic arithmetic) {
    String whatIf = factor(arithmetic.at().scale());
    if (arithmetic instanceof Normalisation lrn) {
      double squares = squares(lrn);
      return Figures.exact(lrn.input())
          + " / ("
          + Figures.exact(lrn.k())
          + " + "
          + Figures.exact(lrn.share())
          + " × "
          + Figures.exact(squares)
          + ")^"
          + Figures.exact(lrn.beta())
          + whatIf
          + " = "
          + Figures.exact(lrn.computed());
    }
    if (arithmetic instanceof Pointwise function) {
      return "x = "
          + Figures.exact(function.input())
          + "\n"
          + function.function()
          + whatIf
          + " = "
          + Figures.exact(function.computed());
    }
    if (arithmetic instanceof Pooling pooling) {
      return (pooling.maximum() ? "largest of " : "mean of ")
          + pooling.window().length
          + whatIf
          + " = "
          + Figures.exact(pooling.computed());
    }
    return "";
  }

  /** Such as " × 0.5 (what if)"; empty where the unit is not changed. */
  static String factor(float scale) {
    return scale == 1 ? "" : " × " + Figures.brief(scale) + " (what if)";
  }

  static double squares(Normalisation lrn) {
    double squares = 0;
    for (float neighbour : lrn.neighbours()) {
      squares += (double) neighbour * neighbour;
    }
    return squares;
  }

  /** The whole of it for the clipboard: lines, their parts divided by tabs. */
  static String of(
      Arithmetic arithmetic, List<LayerInfo> layers, Surgery surgery, Picture image, int channel) {
    List<String> lines = new ArrayList<>();
    lines.add(where(arithmetic.at(), layers, image));
    if (arithmetic instanceof Convolution convolution) {
      addConvolution(convolution, channel, lines);
    } else if (arithmetic instanceof Connected connected) {
      lines.add("unit\trow\tcolumn\tinput\tweight\tproduct");
      for (Contributor each : connected.largest()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%d\t%d\t%d\t%s\t%s\t%s",
                each.unit(),
                each.spot().row(),
                each.spot().column(),
                each.input(),
                each.weight(),
                each.product()));
      }
    } else if (arithmetic instanceof Pooling pooling) {
      lines.add("window");
      addTable(pooling.window(), 0, pooling.height(), pooling.width(), lines);
    } else if (arithmetic instanceof Normalisation lrn) {
      lines.add("neighbours from channel " + lrn.first());
      addTable(lrn.neighbours(), 0, 1, lrn.neighbours().length, lines);
    }
    if (!formula(arithmetic).isEmpty()) {
      lines.add(formula(arithmetic));
    }
    for (SumLine line : SumLine.of(arithmetic, layers, surgery, channel)) {
      lines.add(line.name() + "\t" + line.value());
    }
    lines.add("computed here\t" + arithmetic.computed());
    lines.add("engine\t" + arithmetic.at().activation());
    return String.join("\n", lines) + "\n";
  }

  private static void addConvolution(Convolution convolution, int channel, List<String> lines) {
    int size = convolution.kernel().size();
    boolean coloured = SumLine.coloured(convolution);
    for (int each = 0; each < convolution.sums().length; each++) {
      if (coloured || each == channel) {
        String name = SumLine.channelName(convolution, each);
        int first = each * size * size;
        lines.add("patch, " + name);
        addTable(convolution.patch(), first, size, size, lines);
        lines.add("kernel, " + name);
        addTable(convolution.kernel().weights(), first, size, size, lines);
      }
    }
    if (!coloured) {
      lines.add("sums of the channels");
      for (int each = 0; each < convolution.sums().length; each++) {
        lines.add(SumLine.channelName(convolution, each) + "\t" + convolution.sums()[each]);
      }
    }
  }

  private static void addTable(
      float[] values, int first, int rows, int columns, List<String> lines) {
    for (int row = 0; row < rows; row++) {
      int from = first + row * columns;
      lines.add(
          IntStream.range(from, from + columns)
              .mapToObj(i -> String.valueOf(values[i]))
              .collect(Collectors.joining("\t")));
    }
  }
}
