package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.event.ColourMap;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Tiles;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** The first layer's filters at the step that is shown. */
public final class FiltersModel {
  /** What a filter's colours are measured by. */
  public enum Scale {
    /** Its own largest weight. */
    EACH,
    /** The largest weight of all filters. */
    SHARED
  }

  private final ObjectProperty<Scale> scale = new SimpleObjectProperty<>(Scale.EACH);
  private final ReadOnlyObjectWrapper<@Nullable FilterBank> bank = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
  private final ObservableValue<String> chip;
  private float sharedLimit;

  /** Follows whichever run is on the screen. */
  public FiltersModel(ObservableValue<ShownRun> run) {
    this(Following.snapshot(run), Following.chip(run));
  }

  FiltersModel(ObservableValue<@Nullable Snapshot> snapshot, ObservableValue<String> chip) {
    this.chip = chip;
    snapshot.addListener((value, before, now) -> take(now));
    take(snapshot.getValue());
  }

  private void take(@Nullable Snapshot now) {
    FilterBank shown = now == null ? null : now.filters();
    sharedLimit = shown == null ? 0 : FilterRaster.limit(shown);
    subtitle.set(now == null || shown == null ? "" : describe(shown, now.step()));
    bank.set(shown);
  }

  private static String describe(FilterBank bank, int step) {
    String size =
        bank.filters() + " · " + bank.kernel() + "×" + bank.kernel() + "×" + bank.channels();
    return step == 0 ? "before training · " + size : size;
  }

  /** What the colours are measured by. */
  public ObjectProperty<Scale> scale() {
    return scale;
  }

  /** The filters; null where there is no network yet, or one without convolutions. */
  public ReadOnlyObjectProperty<@Nullable FilterBank> bank() {
    return bank.getReadOnlyProperty();
  }

  /** Number and size of the filters. */
  public ReadOnlyStringProperty subtitle() {
    return subtitle.getReadOnlyProperty();
  }

  /** The step where it is not the newest; else empty. */
  public ObservableValue<String> chip() {
    return chip;
  }

  /** The filters as tiles, in towers where there are several. */
  Tiles tiles(FilterBank shown) {
    float limit = scale.get() == Scale.SHARED ? sharedLimit : -1;
    return new FilterTiles(shown, limit);
  }

  /** "Filter 21 max |w| 0.11 SD 0.03". */
  static String numbers(FilterBank bank, int filter) {
    FilterFacts facts = FilterFacts.of(bank, filter);
    return "max |w| "
        + Numbers.of(facts.strongest())
        + "   SD "
        + Numbers.of(facts.deviation())
        + "   mean "
        + Numbers.of(facts.mean());
  }

  /** The weights of one channel, blue below 0 and red above, {@code limit} in full. */
  static int[] channel(FilterBank bank, int filter, int channel, float limit) {
    int area = bank.kernel() * bank.kernel();
    int first = (filter * bank.channels() + channel) * area;
    int[] argb = new int[area];
    for (int i = 0; i < area; i++) {
      double level = limit > 0 ? 0.5 + bank.weights()[first + i] / (2.0 * limit) : 0.5;
      int grade = (int) Math.round(255 * Math.max(0, Math.min(1, level)));
      argb[i] = ColourMap.BLUE_WHITE_RED.argb(grade);
    }
    return argb;
  }

  /**
   * Filters as tiles.
   *
   * @param limit what all are measured by; below 0 each by its own
   */
  private record FilterTiles(FilterBank bank, float limit) implements Tiles {
    @Override
    public int count() {
      return bank.filters();
    }

    @Override
    public List<Caption> captions() {
      int towers = bank.groups();
      List<Caption> captions = new ArrayList<>();
      for (int tower = 0; towers > 1 && tower < towers; tower++) {
        int first = tower * bank.filters() / towers;
        int last = (tower + 1) * bank.filters() / towers - 1;
        captions.add(new Caption("Tower " + (tower + 1), "filters " + first + "–" + last));
      }
      return captions;
    }

    @Override
    public int width() {
      return bank.kernel();
    }

    @Override
    public int height() {
      return bank.kernel();
    }

    @Override
    public int smallest() {
      return 2 * bank.kernel();
    }

    @Override
    public int[] argb(int tile, int width, int height) {
      return FilterRaster.argb(bank, tile, limit < 0 ? FilterRaster.limit(bank, tile) : limit);
    }

    @Override
    public String name(int tile) {
      return "Filter "
          + tile
          + " of "
          + bank.filters()
          + ", max weight "
          + Numbers.of(FilterFacts.of(bank, tile).strongest());
    }
  }
}
