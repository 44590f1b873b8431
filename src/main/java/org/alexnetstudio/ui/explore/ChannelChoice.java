package org.alexnetstudio.ui.explore;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.jspecify.annotations.Nullable;

/** Chooses one of the channels of a convolution, of which the first counts most. */
final class ChannelChoice extends ComboBox<Integer> {
  private @Nullable Convolution convolution;
  private boolean filling;

  /** {@code changed} is told when another one is chosen. */
  ChannelChoice(Runnable changed) {
    setAccessibleText("Channel");
    setTooltip(new Tooltip("Channel of the layer's input; the one that counts most comes first"));
    getStyleClass().add("channel-choice");
    setMinWidth(USE_PREF_SIZE);
    setButtonCell(cell());
    setCellFactory(list -> cell());
    valueProperty()
        .addListener(
            (value, before, now) -> {
              if (!filling) {
                changed.run();
              }
            });
  }

  private ListCell<Integer> cell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(@Nullable Integer channel, boolean empty) {
        super.updateItem(channel, empty);
        Convolution shown = convolution;
        setText(
            empty || channel == null || shown == null || channel >= shown.sums().length
                ? ""
                : SumLine.channelName(shown, channel)
                    + "  "
                    + Figures.signed(
                        shown.sums()[channel], Figures.decimals(shown.sums()[channel])));
      }
    };
  }

  /** Offers the channels of another sum; of the same layer the chosen one stays. */
  void show(Convolution next) {
    Convolution before = convolution;
    Integer chosen = getValue();
    List<Integer> order =
        IntStream.range(0, next.sums().length)
            .boxed()
            .sorted(Comparator.comparing((Integer channel) -> -Math.abs(next.sums()[channel])))
            .toList();
    boolean same = before != null && before.at().layer() == next.at().layer();
    convolution = next;
    filling = true;
    getItems().setAll(order);
    setValue(same && chosen != null && order.contains(chosen) ? chosen : order.get(0));
    // The same channel may have another sum.
    setButtonCell(cell());
    filling = false;
  }

  /** The chosen one, from 0. */
  int channel() {
    Integer chosen = getValue();
    return chosen == null ? 0 : chosen;
  }
}
