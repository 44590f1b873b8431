package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.ui.fx.Numbers;

/** One filter: its picture in large, its channels apart, its numbers. */
final class FilterDetail extends HBox {
  /** More channels than these are shown by their mean alone. */
  private static final int MAX_CHANNELS = 4;

  private static final List<String> COLOURS = List.of("R", "G", "B");

  private final PixelPicture whole = new PixelPicture();
  private final HBox channels = new HBox(12);
  private final List<PixelPicture> channelPictures = new ArrayList<>();
  private final Label limits = new Label();
  private final NumberGrid numbers = new NumberGrid();
  private final VBox side = new VBox(6, channels, limits, numbers);

  FilterDetail() {
    super(24);
    getStyleClass().add("enlarged-body");
    limits.getStyleClass().add("text-small");
    side.setAlignment(Pos.TOP_LEFT);
    side.setMinHeight(0);
    getChildren().addAll(whole, side);
  }

  void show(FilterBank bank, int filter) {
    whole.show(FilterRaster.argb(bank, filter, FilterRaster.limit(bank, filter)), bank.kernel());
    FilterFacts facts = FilterFacts.of(bank, filter);
    int shown = bank.channels() <= MAX_CHANNELS ? bank.channels() : 0;
    if (channelPictures.size() != shown) {
      makeChannels(shown);
    }
    for (int channel = 0; channel < shown; channel++) {
      channelPictures
          .get(channel)
          .show(FiltersModel.channel(bank, filter, channel, facts.strongest()), bank.kernel());
    }
    String limit = Numbers.of(facts.strongest());
    limits.setText(
        shown == 0
            ? "The mean of its " + bank.channels() + " channels"
            : "Blue −" + limit + " · white 0 · red " + limit);
    numbers.show(
        List.of("Mean", "SD", "Min", "Max"),
        List.of(
            Numbers.of(facts.mean()),
            Numbers.of(facts.deviation()),
            Numbers.of(facts.min()),
            Numbers.of(facts.max())));
  }

  private void makeChannels(int count) {
    channelPictures.clear();
    channels.getChildren().clear();
    for (int channel = 0; channel < count; channel++) {
      PixelPicture picture = new PixelPicture();
      picture.prefHeightProperty().bind(heightProperty().multiply(0.36));
      Label label = new Label(count == 3 ? COLOURS.get(channel) : "");
      label.getStyleClass().add("text-small");
      channelPictures.add(picture);
      channels.getChildren().add(new VBox(2, label, picture));
    }
  }
}
