package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.Numbers;
import org.jspecify.annotations.Nullable;

/** How the units of the layer that is chosen are shown. */
final class UnitsModel {
  /** What the colours of a map are measured by. */
  enum Scale {
    /** The same for all units of the layer. */
    LAYER("Layer scale"),
    /** Each unit by itself. */
    UNIT("Unit");

    private final String words;

    Scale(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final ExploreModel explore;
  private final ObjectProperty<UnitOrder> order = new SimpleObjectProperty<>(UnitOrder.INDEX);
  private final ObjectProperty<Scale> scale = new SimpleObjectProperty<>(Scale.UNIT);
  private final ObjectProperty<UnitColours> colours =
      new SimpleObjectProperty<>(UnitColours.FROM_ZERO);
  private final ReadOnlyObjectWrapper<@Nullable UnitTiles> tiles = new ReadOnlyObjectWrapper<>();

  private @Nullable LayerActivations shown;
  private UnitFacts[] facts = new UnitFacts[0];

  UnitsModel(ExploreModel explore) {
    this.explore = explore;
    explore.activations().answer().addListener((value, before, now) -> take(now));
    order.addListener((value, before, now) -> arrange());
    scale.addListener((value, before, now) -> arrange());
    colours.addListener((value, before, now) -> arrange());
    take(explore.activations().answer().get());
  }

  private void take(@Nullable Answer<LayerActivations> answer) {
    shown = answer == null ? null : answer.value();
    facts = shown == null ? new UnitFacts[0] : UnitFacts.of(shown);
    arrange();
  }

  private void arrange() {
    LayerActivations of = shown;
    tiles.set(
        of == null
            ? null
            : new UnitTiles(
                of,
                facts,
                order.get().sort(facts),
                scale.get() == Scale.LAYER,
                of.layer().index() == 0 ? UnitColours.GREY : colours.get(),
                explore.surgery().get()));
  }

  /** Goes to the unit on a tile. */
  void choose(int tile) {
    UnitTiles all = tiles.get();
    if (all != null && tile >= 0 && tile < all.count()) {
      explore.chooseUnit(all.unit(tile));
    }
  }

  /** Goes to the layer after ({@code by} 1) or before (-1), as far as there is one. */
  void moveLayer(int by) {
    Answer<Overview> overview = explore.overview().answer().get();
    List<LayerInfo> layers = overview == null ? List.of() : overview.value().layers();
    int next = explore.layer().get() + by;
    if (next >= 0 && next < layers.size()) {
      explore.chooseLayer(next);
    }
  }

  /** What the colours stand for: "0 to ≥ 570 (99.5 % of the layer)". */
  static String limits(UnitTiles tiles) {
    float limit = tiles.sharedLimit();
    if (Float.isNaN(limit)) {
      return tiles.colours() == UnitColours.FROM_ZERO
          ? "each from 0 to its own 99.5 %"
          : "each by its own 99.5 %";
    }
    return tiles.colours() == UnitColours.FROM_ZERO
        ? "colours 0 to ≥ " + Numbers.of(limit)
        : "colours ± " + Numbers.of(limit);
  }

  ObjectProperty<UnitOrder> order() {
    return order;
  }

  ObjectProperty<Scale> scale() {
    return scale;
  }

  /** {@link UnitColours#GREY} is not chosen: only the input has it. */
  ObjectProperty<UnitColours> colours() {
    return colours;
  }

  /** The units as they are to be shown; null as long as there are none. */
  ReadOnlyObjectProperty<@Nullable UnitTiles> tiles() {
    return tiles.getReadOnlyProperty();
  }
}
