package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search through features on the disk, against one in double precision. */
class NearestRowsTest {
  private static final int LENGTH = 37;
  private static final int ROWS = FeatureFile.BLOCK + 500;

  @TempDir Path folder;

  /** Large numbers that differ little, so that single precision loses the difference. */
  private static float[][] rows(Random random) {
    float[][] rows = new float[ROWS][LENGTH];
    for (float[] row : rows) {
      for (int i = 0; i < LENGTH; i++) {
        row[i] = (float) (100 + 0.5 * random.nextGaussian());
      }
    }
    rows[ROWS - 1] = rows[3].clone();
    rows[FeatureFile.BLOCK] = rows[4].clone();
    rows[FeatureFile.BLOCK][5] += 1e-4f;
    return rows;
  }

  private FeatureFile write(float[][] rows) throws IOException {
    Path file = folder.resolve("some/test.features");
    try (FeatureWriter writer = new FeatureWriter(file, rows.length)) {
      for (int from = 0; from < rows.length; from += 64) {
        int count = Math.min(64, rows.length - from);
        float[] some = new float[count * LENGTH];
        for (int i = 0; i < count; i++) {
          System.arraycopy(rows[from + i], 0, some, i * LENGTH, LENGTH);
        }
        assertTrue(FeatureFile.open(file, ROWS, LENGTH).isEmpty(), "not whole yet");
        writer.append(some, count);
        assertEquals(from + count, writer.rows());
      }
      writer.finish();
    }
    assertEquals(List.of("test.features"), names(file.getParent()));
    assertTrue(FeatureFile.open(file, ROWS - 1, LENGTH).isEmpty(), "of another size");
    return FeatureFile.open(file, ROWS, LENGTH).orElseThrow();
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static float[] products(FeatureFile file, float[] query) {
    float[] products = new float[ROWS];
    for (int from = 0; from < ROWS; from += FeatureFile.BLOCK) {
      int count = Math.min(FeatureFile.BLOCK, ROWS - from);
      FloatBuffer block = file.block(from, count);
      assertEquals(count * LENGTH, block.remaining());
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < LENGTH; i++) {
          products[from + row] += block.get(row * LENGTH + i) * query[i];
        }
      }
    }
    return products;
  }

  @Test
  void theNearestAreThoseOfDoublePrecision() throws IOException {
    Random random = new Random(1);
    float[][] rows = rows(random);
    FeatureFile file = write(rows);
    for (float[] query : List.of(rows[3], rows[4], rows(random)[7])) {
      List<NearestRows.Near> found = NearestRows.find(file, query, products(file, query), 9);
      List<NearestRows.Near> expected =
          IntStream.range(0, ROWS)
              .mapToObj(row -> new NearestRows.Near(row, distance(rows[row], query)))
              .sorted(
                  Comparator.comparingDouble(NearestRows.Near::distance)
                      .thenComparingInt(NearestRows.Near::row))
              .limit(9)
              .toList();
      assertEquals(expected, found);
    }
    List<NearestRows.Near> twice = NearestRows.find(file, rows[3], products(file, rows[3]), 2);
    assertEquals(List.of(new NearestRows.Near(3, 0), new NearestRows.Near(ROWS - 1, 0)), twice);
    assertEquals(ROWS, NearestRows.find(file, rows[3], products(file, rows[3]), 10_000).size());
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void anUnfinishedFileThatIsGivenUpLeavesNothing() throws IOException {
    Path file = folder.resolve("test.features");
    try (FeatureWriter writer = new FeatureWriter(file, 3)) {
      writer.append(new float[4], 2);
      assertEquals(1, names(folder).size());
    }
    assertEquals(List.of(), names(folder));
  }

  @Test
  void onlyTheLastUsedFilesAreKept() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Path file = Files.createFile(folder.resolve(i + ".features"));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(20 - i))));
      files.add(file);
    }
    Path left = Files.createFile(folder.resolve("x.features.1" + FeatureWriter.UNFINISHED));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path fresh = Files.createFile(folder.resolve("x.features.2" + FeatureWriter.UNFINISHED));
    new FeatureFiles(folder).used(files.get(1));
    assertEquals(
        List.of("1.features", "4.features", "5.features", "6.features"),
        names(folder).stream().filter(name -> name.endsWith(".features")).toList());
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(fresh));
  }
}
