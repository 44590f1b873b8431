package org.alexnetstudio.ui.explore;

import java.util.List;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.ui.fx.AreaMean;
import org.alexnetstudio.ui.fx.Numbers;
import org.alexnetstudio.ui.fx.Tiles;
import org.jspecify.annotations.Nullable;

/** The units of a layer as tiles, in an order of their own. */
final class UnitTiles implements Tiles {
  /** The least side of a map, and of a cell that stands for a single number. */
  private static final int SMALLEST_MAP = 24;

  private static final int SMALLEST_CELL = 6;

  private final LayerActivations activations;
  private final UnitFacts[] facts;
  private final int[] order;
  private final UnitColours colours;
  private final Surgery surgery;

  /** By which each unit is measured: of every unit, or one for all. */
  private final float[] limits;

  private @Nullable AreaMean mean;

  /**
   * Tiles.
   *
   * @param order the units' numbers, the first tile's first
   * @param shared whether all units are measured by one limit, or each by its own
   */
  UnitTiles(
      LayerActivations activations,
      UnitFacts[] facts,
      int[] order,
      boolean shared,
      UnitColours colours,
      Surgery surgery) {
    this.activations = activations;
    this.facts = facts;
    this.order = order;
    this.colours = colours;
    this.surgery = surgery;
    int area = layer().height() * layer().width();
    // A unit with a single number would always be at the bright end of its own scale.
    int parts = shared || area == 1 ? 1 : layer().units();
    limits = new float[parts];
    int count = layer().units() * area / parts;
    for (int part = 0; part < parts; part++) {
      limits[part] =
          colours == UnitColours.FROM_ZERO
              ? ColourLimits.high(activations.values(), part * count, count)
              : ColourLimits.size(activations.values(), part * count, count);
    }
  }

  /** All numbers that are shown. */
  LayerActivations activations() {
    return activations;
  }

  /** (height, width) ARGB of a unit, a pixel for each number; on any thread. */
  int[] exact(int unit) {
    int[] argb = new int[layer().height() * layer().width()];
    float limit = limits[limits.length == 1 ? 0 : unit];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = colours.argb(activations.values()[unit * argb.length + i], limit);
    }
    return argb;
  }

  LayerInfo layer() {
    return activations.layer();
  }

  /** What the bright end stands for; NaN where each unit has its own. */
  float sharedLimit() {
    return limits.length == 1 ? limits[0] : Float.NaN;
  }

  UnitColours colours() {
    return colours;
  }

  /** The number of the unit on a tile. */
  int unit(int tile) {
    return order[tile];
  }

  /** The tile of a unit; -1 where there is no such unit. */
  int tileOf(int unit) {
    for (int tile = 0; tile < order.length; tile++) {
      if (order[tile] == unit) {
        return tile;
      }
    }
    return -1;
  }

  UnitFacts facts(int unit) {
    return facts[unit];
  }

  @Override
  public int count() {
    return order.length;
  }

  @Override
  public List<Caption> captions() {
    return List.of();
  }

  @Override
  public int width() {
    return layer().width();
  }

  @Override
  public int height() {
    return layer().height();
  }

  @Override
  public int smallest() {
    return layer().hasMaps() ? SMALLEST_MAP : SMALLEST_CELL;
  }

  @Override
  public int[] argb(int tile, int width, int height) {
    AreaMean fitting = mean;
    if (fitting == null || !fitting.makes(width, height)) {
      fitting = new AreaMean(layer().width(), layer().height(), width, height);
      mean = fitting;
    }
    int unit = order[tile];
    float[] values = fitting.of(activations.values(), unit * layer().height() * layer().width());
    float limit = limits[limits.length == 1 ? 0 : unit];
    int[] argb = new int[values.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = colours.argb(values[i], limit);
    }
    return argb;
  }

  @Override
  public @Nullable Mark mark(int tile) {
    int unit = order[tile];
    float scale = surgery.of(new Surgery.Unit(layer().index(), unit));
    if (scale != 1) {
      return new Mark(scale == 0 ? "muted" : "× " + Numbers.of(scale), "mark-changed");
    }
    if (isDead(unit)) {
      return new Mark("dead", "mark-dead");
    }
    return twin(unit) < 0 ? null : new Mark("= " + twin(unit), "mark-twin");
  }

  private boolean isDead(int unit) {
    return unit < activations.dead().length && activations.dead()[unit];
  }

  private int twin(int unit) {
    return unit < activations.twinOf().length ? activations.twinOf()[unit] : -1;
  }

  @Override
  public String name(int tile) {
    int unit = order[tile];
    return what(unit) + " " + unit + " of " + layer().name() + ", " + numbers(unit, ", ");
  }

  /** "Unit", or "Channel" of the input. */
  String what(int unit) {
    if (layer().index() > 0) {
      return "Unit";
    }
    return layer().units() == 3
        ? List.of("Red", "Green", "Blue").get(unit) + " channel"
        : "Channel";
  }

  /** All that is known of a unit. */
  String numbers(int unit, String between) {
    UnitFacts of = facts[unit];
    String numbers =
        layer().hasMaps()
            ? String.join(
                between,
                "mean " + Numbers.of(of.mean()),
                "max " + Numbers.of(of.max()),
                "active " + Math.round(100 * of.active()) + " %")
            : "activation " + Numbers.of(of.mean());
    float scale = surgery.of(new Surgery.Unit(layer().index(), unit));
    StringBuilder all = new StringBuilder(numbers);
    if (scale != 1) {
      all.append(between).append(scale == 0 ? "muted" : "scaled by " + Numbers.of(scale));
    }
    if (isDead(unit)) {
      all.append(between).append("dead: never active on the validation images");
    }
    if (twin(unit) >= 0) {
      all.append(between).append("the same weights as unit ").append(twin(unit));
    }
    return all.toString();
  }
}
