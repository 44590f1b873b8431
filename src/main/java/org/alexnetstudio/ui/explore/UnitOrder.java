package org.alexnetstudio.ui.explore;

import java.util.Comparator;
import java.util.stream.IntStream;

/** How the units of a layer stand in the grid. */
enum UnitOrder {
  /** By their numbers. */
  INDEX("Index"),
  /** The largest mean first. */
  MEAN("Mean"),
  /** The largest maximum first. */
  MAX("Max");

  private final String words;

  UnitOrder(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The units' numbers, the first of the grid first; equal ones by their numbers. */
  int[] sort(UnitFacts[] facts) {
    Comparator<Integer> order =
        switch (this) {
          case INDEX -> Comparator.naturalOrder();
          case MEAN -> Comparator.comparing((Integer unit) -> -facts[unit].mean());
          case MAX -> Comparator.comparing((Integer unit) -> -facts[unit].max());
        };
    return IntStream.range(0, facts.length).boxed().sorted(order).mapToInt(i -> i).toArray();
  }
}
