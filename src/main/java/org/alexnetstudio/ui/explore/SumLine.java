package org.alexnetstudio.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Contributor;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;

/**
 * One line of a sum.
 *
 * @param name of what is added
 * @param value written out, below those of the other lines
 * @param kind how it is set off
 */
record SumLine(String name, String value, Kind kind) {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  /** What a line is. */
  enum Kind {
    /** Something that is added. */
    TERM,
    /** What the sum is multiplied by, as the unit is changed. */
    FACTOR,
    /** All of it. */
    TOTAL,
    /** What the next layer makes of it. */
    NEXT
  }

  /**
   * What is added up to the activation, and what a rectifier after it makes of that.
   *
   * @param layers of the network, the input first
   * @param surgery by which the rectifier's own units may be changed
   * @param channel of a convolution that is told apart from the others
   */
  static List<SumLine> of(
      Arithmetic arithmetic, List<LayerInfo> layers, Surgery surgery, int channel) {
    List<Term> terms = terms(arithmetic, channel);
    double largest = Math.abs(arithmetic.computed());
    for (Term term : terms) {
      largest = Math.max(largest, Math.abs(term.value()));
    }
    int decimals = Figures.decimals(largest);
    List<SumLine> lines = new ArrayList<>();
    for (Term term : terms) {
      lines.add(new SumLine(term.name(), Figures.signed(term.value(), decimals), Kind.TERM));
    }
    float scale = arithmetic.at().scale();
    if (scale != 1 && !terms.isEmpty()) {
      lines.add(new SumLine("what if", "× " + Figures.brief(scale), Kind.FACTOR));
    }
    lines.add(
        new SumLine(
            arithmetic.at().name(), Figures.fixed(arithmetic.computed(), decimals), Kind.TOTAL));
    int next = arithmetic.at().layer() + 1;
    if (next < layers.size() && layers.get(next).type().equals("relu")) {
      float after = surgery.of(new Surgery.Unit(next, arithmetic.at().unit()));
      double passed = after * Math.max(0, arithmetic.computed());
      String name = layers.get(next).name() + ArithmeticText.factor(after);
      lines.add(new SumLine(name, Figures.fixed(passed, decimals), Kind.NEXT));
    }
    return lines;
  }

  private record Term(String name, double value) {}

  private static List<Term> terms(Arithmetic arithmetic, int channel) {
    List<Term> terms = new ArrayList<>();
    if (arithmetic instanceof Convolution convolution) {
      double[] sums = convolution.sums();
      if (coloured(convolution)) {
        for (int i = 0; i < sums.length; i++) {
          terms.add(new Term(COLOURS.get(i), sums[i]));
        }
      } else {
        double others = 0;
        for (int i = 0; i < sums.length; i++) {
          others += i == channel ? 0 : sums[i];
        }
        terms.add(new Term(channelName(convolution, channel), sums[channel]));
        if (sums.length > 1) {
          terms.add(new Term("the other " + (sums.length - 1), others));
        }
      }
      terms.add(new Term("bias", convolution.kernel().bias()));
    } else if (arithmetic instanceof Connected connected) {
      double shown = connected.largest().stream().mapToDouble(Contributor::product).sum();
      int largest = connected.largest().size();
      terms.add(new Term("the " + largest + " largest", shown));
      terms.add(
          new Term(
              String.format(Locale.ROOT, "the other %,d", connected.inputs() - largest),
              connected.rest()));
      terms.add(new Term("bias", connected.bias()));
    }
    return terms;
  }

  /** Whether its input is the image, with red, green and blue. */
  static boolean coloured(Convolution convolution) {
    return convolution.at().layer() == 1 && KernelSheet.coloured(convolution.kernel());
  }

  /** Such as "red", or "channel 17" of the layer's input. */
  static String channelName(Convolution convolution, int channel) {
    return coloured(convolution)
        ? COLOURS.get(channel)
        : "channel " + (convolution.kernel().firstChannel() + channel);
  }
}
