package org.alexnetstudio.ui.explore;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Contributor;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Tints;
import org.jspecify.annotations.Nullable;

/** The weights of a unit to choose from, and what the last training step did to the chosen one. */
final class WeightsBody extends HBox {
  private static final int BIAS = -1;
  private static final int SIDE = 110;

  private final ExploreModel model;
  private final ChannelChoice channels = new ChannelChoice(this::draw);
  private final PixelCells cells = new PixelCells(SIDE);
  private final Label caption = Headings.caption("");
  private final Button bias = new Button("Bias");
  private final ContributorTable contributors = new ContributorTable(this::choose);
  private final Label none = ProblemBox.wrapped("");
  private final HBox head = new HBox(8, Headings.of("Weights"), channels);
  private final VBox picker = new VBox(6);
  private final UpdateTable update;
  private @Nullable Convolution convolution;
  private List<LayerInfo> layers = List.of();
  private int layer;

  /** {@code tell} takes what the mouse is over; empty for nothing. */
  WeightsBody(ExploreModel model, Consumer<String> tell) {
    this.model = model;
    update = new UpdateTable(model.weightUpdate());
    getStyleClass().add("arithmetic-body");
    cells.setId("weights");
    cells.onChosen(cell -> model.chooseWeight(first() + cell));
    cells.hovered().addListener((value, before, now) -> tell.accept(describe(now.intValue())));
    Tooltip.install(cells, new Tooltip("Choose a weight (click, or arrow keys)"));
    bias.setId("bias");
    bias.getStyleClass().add("small");
    bias.setTooltip(new Tooltip("Choose the bias"));
    bias.setOnAction(
        event -> {
          cells.chosen().set(-1);
          model.chooseWeight(BIAS);
        });
    head.setAlignment(Pos.CENTER_LEFT);
    picker.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(update, Priority.ALWAYS);
    getChildren().addAll(picker, update);
  }

  void show(Arithmetic arithmetic, List<LayerInfo> allLayers) {
    layers = allLayers;
    layer = arithmetic.at().layer();
    convolution = arithmetic instanceof Convolution shown ? shown : null;
    update.setVisible(true);
    if (arithmetic instanceof Convolution shown) {
      picker.getChildren().setAll(head, new HBox(10, cells, new VBox(6, caption, bias)));
      channels.show(shown);
      draw();
    } else if (arithmetic instanceof Connected connected) {
      contributors.show(connected, layers);
      picker.getChildren().setAll(contributors, bias);
    } else {
      none.setText(arithmetic.at().name() + " has no weights of its own that a step could change.");
      picker.getChildren().setAll(none);
      update.setVisible(false);
    }
  }

  private void draw() {
    Convolution shown = convolution;
    if (shown != null) {
      int size = shown.kernel().size();
      float[] weights =
          Arrays.copyOfRange(shown.kernel().weights(), first(), first() + size * size);
      float limit = Tints.limit(weights);
      cells.show(Tints.signed(weights, limit), size);
      caption.setText("±" + Figures.brief(limit));
      cells.setAccessibleText(
          "Weights of unit "
              + shown.at().unit()
              + ", "
              + SumLine.channelName(shown, channels.channel()));
    }
  }

  /** Place of the channel's first weight within the unit's. */
  private int first() {
    Convolution shown = convolution;
    int size = shown == null ? 0 : shown.kernel().size();
    return channels.channel() * size * size;
  }

  private String describe(int cell) {
    Convolution shown = convolution;
    if (shown == null || cell < 0) {
      return "";
    }
    int size = shown.kernel().size();
    return "Row "
        + cell / size
        + ", column "
        + cell % size
        + ":  w "
        + Figures.brief(shown.kernel().weights()[first() + cell]);
  }

  /** Inputs are numbered map by map, and row by row within a map. */
  private void choose(Contributor input) {
    LayerInfo before = layers.get(layer - 1);
    int place = input.spot().row() * before.width() + input.spot().column();
    model.chooseWeight(input.unit() * before.height() * before.width() + place);
  }
}
