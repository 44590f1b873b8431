package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.alexnetstudio.experiment.SourceSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The training set's statistics against plain doubles. */
class ImageStatisticsTest {
  private static final int SIDE = 32;
  private static final int PIXELS = 3 * SIDE * SIDE;

  @TempDir Path temporary;

  /** CIFAR-like images whose channels hang together, so that the components have a direction. */
  private PackedImages images(int count) throws Exception {
    byte[] batch = new byte[count * (PIXELS + 1)];
    Random random = new Random(11);
    for (int i = 0; i < count; i++) {
      int at = i * (PIXELS + 1);
      batch[at] = (byte) (i % 10);
      for (int p = 0; p < SIDE * SIDE; p++) {
        int common = random.nextInt(150);
        for (int c = 0; c < 3; c++) {
          batch[at + 1 + c * SIDE * SIDE + p] = (byte) (common + random.nextInt(30 * (c + 1)));
        }
      }
    }
    Path folder = Files.createDirectories(temporary.resolve("cifar"));
    Files.write(folder.resolve("data_batch_1.bin"), batch);
    SourceSpec source = new SourceSpec.OnDisk(SourceSpec.Kind.CIFAR_BINARY, folder.toString(), 0.2);
    return Fixtures.open(Fixtures.data(source, SIDE), 3, temporary.resolve("cache"));
  }

  @Test
  void equalsPlainDoubles() throws Exception {
    PackedImages images = images(150);
    ImageStatistics statistics = ImageStatistics.of(images, PrepareListener.NONE, () -> false);
    int[] training = images.training();
    double[] mean = new double[PIXELS];
    double[] channelMean = new double[3];
    double[][] covariance = new double[3][3];
    byte[] image = new byte[PIXELS];
    for (int number : training) {
      images.read(number, image);
      for (int i = 0; i < PIXELS; i++) {
        mean[i] += (image[i] & 0xff) / (double) training.length;
        channelMean[i / (SIDE * SIDE)] +=
            (image[i] & 0xff) / 255.0 / training.length / (SIDE * SIDE);
      }
    }
    for (int number : training) {
      images.read(number, image);
      for (int p = 0; p < SIDE * SIDE; p++) {
        for (int a = 0; a < 3; a++) {
          for (int b = 0; b < 3; b++) {
            double first = (image[a * SIDE * SIDE + p] & 0xff) / 255.0 - channelMean[a];
            double second = (image[b * SIDE * SIDE + p] & 0xff) / 255.0 - channelMean[b];
            covariance[a][b] += first * second / training.length / (SIDE * SIDE);
          }
        }
      }
    }
    for (int i = 0; i < PIXELS; i++) {
      assertEquals(mean[i], statistics.meanImage()[i], 1e-4);
    }
    float[] values = statistics.pcaEigenvalues();
    float[] vectors = statistics.pcaEigenvectors();
    assertTrue(values[0] > values[1] && values[1] > values[2]);
    for (int c = 0; c < 3; c++) {
      assertEquals(channelMean[c], statistics.channelMean()[c], 1e-7);
      assertEquals(Math.sqrt(covariance[c][c]), statistics.channelStd()[c], 1e-6);
    }
    for (int i = 0; i < 3; i++) {
      double length = 0;
      for (int a = 0; a < 3; a++) {
        double product = 0;
        for (int b = 0; b < 3; b++) {
          product += covariance[a][b] * vectors[i * 3 + b];
        }
        assertEquals(values[i] * vectors[i * 3 + a], product, 1e-8);
        length += vectors[i * 3 + a] * vectors[i * 3 + a];
      }
      assertEquals(1, length, 1e-6);
    }
  }

  @Test
  void isKeptInAFileOfTheSplit() throws Exception {
    PackedImages images = images(40);
    AtomicInteger calls = new AtomicInteger();
    ImageStatistics first =
        ImageStatistics.of(images, (done, total) -> calls.incrementAndGet(), () -> false);
    assertTrue(calls.get() > 0);
    calls.set(0);
    ImageStatistics second =
        ImageStatistics.of(images, (done, total) -> calls.incrementAndGet(), () -> false);
    assertEquals(0, calls.get());
    assertArrayEquals(first.meanImage(), second.meanImage());
    assertArrayEquals(first.pcaEigenvectors(), second.pcaEigenvectors());
    Path file = StatisticsFile.of(images.folder(), images.training());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
    ImageStatistics again = ImageStatistics.of(images, PrepareListener.NONE, () -> false);
    assertArrayEquals(first.meanImage(), again.meanImage());
    assertTrue(!file.equals(StatisticsFile.of(images.folder(), new int[] {1, 2})));
  }

  @Test
  void canBeCancelled() throws Exception {
    PackedImages images = images(20);
    assertThrows(
        CancellationException.class,
        () -> ImageStatistics.of(images, PrepareListener.NONE, () -> true));
  }

  @Test
  void componentsOfKnownMatrices() {
    PrincipalComponents diagonal =
        PrincipalComponents.of(new double[][] {{1, 0, 0}, {0, 3, 0}, {0, 0, 2}});
    assertArrayEquals(new float[] {3, 2, 1}, diagonal.eigenvalues());
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, diagonal.eigenvectors());
    float half = (float) Math.sqrt(0.5);
    PrincipalComponents turned = PrincipalComponents.of(new double[][] {{2, 1}, {1, 2}});
    assertArrayEquals(new float[] {3, 1}, turned.eigenvalues(), 1e-6f);
    assertEquals(half, turned.eigenvectors()[0], 1e-6f);
    assertEquals(half, turned.eigenvectors()[1], 1e-6f);
    PrincipalComponents single = PrincipalComponents.of(new double[][] {{0.25}});
    assertArrayEquals(new float[] {0.25f}, single.eigenvalues());
    assertArrayEquals(new float[] {1}, single.eigenvectors());
  }
}
