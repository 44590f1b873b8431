package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static PackIndex index(List<Integer> labels, int classes, List<Integer> validation) {
    return new PackIndex(
        PackIndex.FORMAT,
        "test",
        1,
        8,
        Collections.nCopies(classes, "class"),
        Collections.nCopies(labels.size(), "image"),
        labels,
        validation,
        List.of());
  }

  @Test
  void everyImageIsInOnePartAndEveryClassInBoth() {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      int classes = 2 + random.nextInt(6);
      List<Integer> labels = new ArrayList<>();
      int[] counts = new int[classes];
      for (int c = 0; c < classes; c++) {
        counts[c] = 1 + random.nextInt(20);
        labels.addAll(Collections.nCopies(counts[c], c));
      }
      double share = random.nextDouble() * 0.999;
      Split split = Split.of(index(labels, classes, List.of()), share, trial);
      int[] all =
          IntStream.concat(IntStream.of(split.training()), IntStream.of(split.validation()))
              .sorted()
              .toArray();
      assertArrayEquals(IntStream.range(0, labels.size()).toArray(), all);
      for (int c = 0; c < classes; c++) {
        int label = c;
        long drawn = IntStream.of(split.validation()).filter(i -> labels.get(i) == label).count();
        long wanted = Math.round(counts[c] * share);
        long expected = counts[c] == 1 ? 0 : Math.max(1, Math.min(counts[c] - 1, wanted));
        assertEquals(expected, drawn);
      }
    }
  }

  @Test
  void theSeedAloneDecides() {
    List<Integer> labels = new ArrayList<>(Collections.nCopies(50, 0));
    labels.addAll(Collections.nCopies(50, 1));
    PackIndex index = index(labels, 2, List.of());
    assertArrayEquals(Split.of(index, 0.3, 5).validation(), Split.of(index, 0.3, 5).validation());
    assertFalse(
        Arrays.equals(Split.of(index, 0.3, 5).validation(), Split.of(index, 0.3, 6).validation()));
    assertEquals(0, Split.of(index, 0, 5).validation().length);
    // A small share of a large class is still drawn from everywhere.
    int[] drawn = Split.of(index, 0.3, 5).validation();
    assertTrue(drawn[0] < 15 && drawn[14] > 35 && drawn[14] < 50);
  }

  @Test
  void theSourcesOwnPartIsUsed() {
    Split split = Split.of(index(List.of(0, 1, 0, 1), 2, List.of(1, 2)), 0.9, 5);
    assertArrayEquals(new int[] {0, 3}, split.training());
    assertArrayEquals(new int[] {1, 2}, split.validation());
  }
}
