package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.Tints;
import org.jspecify.annotations.Nullable;

/**
 * A patch times a kernel: the first layer in the image's colours, deeper ones a channel at a time,
 * in numbers where the kernel is small. The mouse on a cell of one marks it in all three.
 */
final class ConvolutionBody extends HBox {
  /** Kernels up to this side are written out. */
  private static final int WRITTEN = 5;

  private static final PseudoClass SEVERAL = PseudoClass.getPseudoClass("several");
  private static final int SIDE = 110;

  /** A scroll bar below the factors, where they do not fit. */
  private static final double BAR = 10;

  private final Consumer<String> tell;
  private final IntegerProperty hovered = new SimpleIntegerProperty(-1);
  private final ChannelChoice channels = new ChannelChoice(this::show);
  private final Factor patch = new Factor("Patch");
  private final Factor kernel = new Factor("Kernel");
  private final Factor products = new Factor("Products");
  private final SumTable sum = new SumTable();
  private @Nullable Convolution convolution;
  private @Nullable Picture image;
  private List<LayerInfo> layers = List.of();
  private Surgery surgery = Surgery.NONE;

  /** One of the three pictures, in colours or in numbers. */
  private final class Factor extends VBox {
    private final Label heading;
    private final HBox head;
    private final PixelCells pixels = new PixelCells(SIDE);
    private final NumberCells numbers = new NumberCells();
    private final Label caption = Headings.caption("");

    Factor(String name) {
      heading = Headings.of(name);
      head = new HBox(8, heading);
      head.setAlignment(Pos.CENTER_LEFT);
      head.getStyleClass().add("factor-head");
      getStyleClass().add("factor");
      setMinWidth(USE_PREF_SIZE);
      for (Cells cells : List.of(pixels, numbers)) {
        cells.hovered().bindBidirectional(hovered);
      }
    }

    void colours(int[] argb, int columns, String what) {
      pixels.show(argb, columns);
      fill(pixels, what);
    }

    void written(float[] values, int columns, String what) {
      numbers.show(values, columns, Tints.limit(values));
      fill(numbers, what);
    }

    private void fill(Cells cells, String what) {
      caption.setText(what);
      cells.setAccessibleText(heading.getText() + ", " + what);
      if (getChildren().size() < 3 || getChildren().get(1) != cells) {
        getChildren().setAll(head, cells, caption);
      }
    }
  }

  /**
   * Nothing is shown yet.
   *
   * @param tell takes what the mouse is over; empty for nothing
   */
  ConvolutionBody(Consumer<String> tell) {
    this.tell = tell;
    getStyleClass().add("arithmetic-body");
    patch.setId("patch");
    kernel.setId("kernel");
    products.setId("products");
    patch.head.getChildren().add(channels);
    HBox row = new HBox(patch, sign("×"), kernel, sign("="), products, sign("Σ"));
    row.getStyleClass().add("factors");
    ScrollPane factors = new ScrollPane(row);
    factors.getStyleClass().add("part-scroll");
    factors.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    factors.setMinWidth(0);
    row.heightProperty()
        .addListener((value, before, now) -> factors.setMinHeight(now.doubleValue() + BAR));
    HBox.setHgrow(sum, Priority.ALWAYS);
    getChildren().addAll(factors, sum);
    hovered.addListener((value, before, now) -> tell.accept(describe(now.intValue())));
  }

  private static Node sign(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("sign");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  void show(Convolution shown, List<LayerInfo> allLayers, Surgery changes, Picture seen) {
    convolution = shown;
    layers = allLayers;
    surgery = changes;
    image = seen;
    channels.show(shown);
    show();
  }

  /** The channel that is told apart. */
  int channel() {
    return channels.channel();
  }

  private void show() {
    Convolution shown = convolution;
    Picture seen = image;
    if (shown == null || seen == null) {
      return;
    }
    Kernel weights = shown.kernel();
    boolean coloured = SumLine.coloured(shown);
    boolean several = !coloured && weights.channels() > 1;
    channels.setVisible(several);
    channels.setManaged(several);
    pseudoClassStateChanged(SEVERAL, several);
    kernel.heading.setText("Kernel " + weights.unit());
    if (coloured) {
      showColours(shown, seen);
    } else {
      showChannel(shown);
    }
    sum.show(shown, layers, surgery, channel());
    tell.accept(describe(hovered.get()));
  }

  private void showColours(Convolution shown, Picture seen) {
    Kernel weights = shown.kernel();
    int size = weights.size();
    float[] added = added(shown.products(), size * size);
    float limit = Tints.limit(added);
    patch.colours(
        Tints.cut(seen, shown.top(), shown.left(), size),
        size,
        size + " × " + size + " × 3 of the input");
    kernel.colours(
        Tints.centred(weights.weights(), 3),
        size,
        "max |w| " + Figures.brief(Tints.limit(weights.weights())));
    products.colours(Tints.signed(added, limit), size, "colours added · ±" + Figures.brief(limit));
  }

  /** The channels added up, cell by cell. */
  static float[] added(float[] channels, int area) {
    float[] added = new float[area];
    for (int i = 0; i < channels.length; i++) {
      added[i % area] += channels[i];
    }
    return added;
  }

  private void showChannel(Convolution shown) {
    int size = shown.kernel().size();
    float[] inputs = channel(shown.patch(), size);
    float[] weights = channel(shown.kernel().weights(), size);
    float[] results = channel(shown.products(), size);
    boolean written = size <= WRITTEN;
    String of = size + " × " + size + " of " + inputName(shown);
    fill(patch, inputs, size, written, of);
    fill(kernel, weights, size, written, "±" + Figures.brief(Tints.limit(weights)));
    fill(products, results, size, written, "±" + Figures.brief(Tints.limit(results)));
  }

  private String inputName(Convolution shown) {
    int before = shown.at().layer() - 1;
    return before < layers.size() ? layers.get(before).name() : "the input";
  }

  private static void fill(
      Factor factor, float[] values, int size, boolean written, String caption) {
    if (written) {
      factor.written(values, size, caption);
    } else {
      factor.colours(Tints.signed(values, Tints.limit(values)), size, caption);
    }
  }

  private float[] channel(float[] all, int size) {
    int area = size * size;
    return Arrays.copyOfRange(all, channel() * area, (channel() + 1) * area);
  }

  /** The numbers of a cell, of each colour or of the channel. */
  private String describe(int cell) {
    Convolution shown = convolution;
    if (shown == null || cell < 0) {
      return "";
    }
    int size = shown.kernel().size();
    int area = size * size;
    boolean coloured = SumLine.coloured(shown);
    StringBuilder text = new StringBuilder("Row " + cell / size + ", column " + cell % size + ": ");
    for (int each = 0; each < shown.sums().length; each++) {
      if (coloured || each == channel()) {
        float input = shown.patch()[each * area + cell];
        float weight = shown.kernel().weights()[each * area + cell];
        text.append("  ")
            .append(SumLine.channelName(shown, each))
            .append(' ')
            .append(Figures.brief(input))
            .append(" × ")
            .append(Figures.brief(weight))
            .append(" = ")
            .append(Figures.brief((double) input * weight));
      }
    }
    return text.toString();
  }
}
