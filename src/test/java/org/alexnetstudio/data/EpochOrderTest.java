package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An epoch has as many images as the training part, and the classes' shares that were asked for.
 */
class EpochOrderTest {
  @TempDir static Path temporary;
  private PackedImages images;

  @BeforeEach
  void open() throws Exception {
    Path photos = temporary.resolve("photos");
    if (!photos.toFile().exists()) {
      Fixtures.folder(photos, 64, 16, 4);
    }
    images = Fixtures.open(Fixtures.folderData(photos, 0), 3, temporary.resolve("cache"));
  }

  private int[] order(double balance, int epoch) {
    int[] order = EpochOrder.of(images, balance, new Random64(1, epoch));
    assertEquals(84, order.length);
    return order;
  }

  private int[] ofClass(int[] order, int label) {
    return IntStream.of(order).filter(i -> images.label(i) == label).toArray();
  }

  @Test
  void withoutBalanceEachImageComesOnce() {
    int[] order = order(0, 0);
    assertArrayEquals(IntStream.range(0, 84).toArray(), Arrays.stream(order).sorted().toArray());
  }

  @Test
  void halfABalanceIsTheSquareRoot() {
    int[] order = order(0.5, 0);
    // 8 : 4 : 2 of 84
    assertEquals(48, ofClass(order, 0).length);
    assertEquals(24, ofClass(order, 1).length);
    assertEquals(12, ofClass(order, 2).length);
  }

  @Test
  void fullBalanceShowsAllClassesAlikeAndTheirImagesEvenly() {
    int[] order = order(1, 0);
    for (int label = 0; label < 3; label++) {
      int[] numbers = ofClass(order, label);
      assertEquals(28, numbers.length);
      int[] times = new int[84];
      IntStream.of(numbers).forEach(i -> times[i]++);
      int wanted = label;
      int[] seen = IntStream.range(0, 84).filter(i -> images.label(i) == wanted).toArray();
      int most = IntStream.of(seen).map(i -> times[i]).max().orElseThrow();
      int fewest = IntStream.of(seen).map(i -> times[i]).min().orElseThrow();
      assertTrue(most - fewest <= 1, label + ": " + fewest + " to " + most);
    }
  }

  @Test
  void epochsDifferAndRepeat() {
    assertArrayEquals(order(0.7, 3), order(0.7, 3));
    assertFalse(Arrays.equals(order(0.7, 3), order(0.7, 4)));
    int[] first = ofClass(order(1, 0), 0);
    int[] second = ofClass(order(1, 1), 0);
    Arrays.sort(first);
    Arrays.sort(second);
    assertFalse(Arrays.equals(first, second), "other images of the large class each time");
  }
}
