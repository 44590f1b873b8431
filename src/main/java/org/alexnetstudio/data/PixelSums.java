package org.alexnetstudio.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Sums over images of pixels and of products of two channels. They are whole numbers, so their
 * order makes no difference: that is what makes the statistics exact and repeatable.
 */
final class PixelSums {
  private static final int BLOCK = 64;

  private final int channels;
  private final int side;
  private final long[] pixels;
  private final long[] products;
  private long images;

  private PixelSums(int channels, int side) {
    this.channels = channels;
    this.side = side;
    this.pixels = new long[channels * side * side];
    this.products = new long[channels * channels];
  }

  /** Sums the images of the given numbers with all processors. */
  static PixelSums of(
      PackedImages images, int[] numbers, PrepareListener listener, BooleanSupplier cancelled) {
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(workers, DataThreads.named("statistics"));
    try {
      AtomicInteger next = new AtomicInteger();
      AtomicInteger done = new AtomicInteger();
      List<Future<PixelSums>> parts = new ArrayList<>();
      for (int w = 0; w < workers; w++) {
        parts.add(
            pool.submit(
                () -> {
                  PixelSums sums = new PixelSums(images.channels(), images.side());
                  byte[] image = new byte[sums.pixels.length];
                  int from;
                  while ((from = next.getAndAdd(BLOCK)) < numbers.length
                      && !cancelled.getAsBoolean()) {
                    for (int i = from; i < Math.min(numbers.length, from + BLOCK); i++) {
                      images.read(numbers[i], image);
                      sums.add(image);
                    }
                    int block = Math.min(BLOCK, numbers.length - from);
                    synchronized (listener) {
                      listener.progress(done.addAndGet(block), numbers.length);
                    }
                  }
                  return sums;
                }));
      }
      PixelSums total = new PixelSums(images.channels(), images.side());
      for (Future<PixelSums> part : parts) {
        total.add(part.get());
      }
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      return total;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Summing failed", failed.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The sums of images at hand, (C,side,side) each. */
  static PixelSums of(List<byte[]> images, int channels, int side) {
    PixelSums sums = new PixelSums(channels, side);
    images.forEach(sums::add);
    return sums;
  }

  private void add(byte[] image) {
    images++;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += image[i] & 0xff;
    }
    int plane = side * side;
    for (int a = 0; a < channels; a++) {
      for (int b = a; b < channels; b++) {
        long sum = 0;
        for (int i = 0; i < plane; i++) {
          int product = (image[a * plane + i] & 0xff) * (image[b * plane + i] & 0xff);
          sum += product;
        }
        products[a * channels + b] += sum;
      }
    }
  }

  private void add(PixelSums other) {
    images += other.images;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] += other.pixels[i];
    }
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
  }

  ImageStatistics statistics() {
    int plane = side * side;
    double count = (double) images * plane;
    float[] meanImage = new float[pixels.length];
    double[] mean = new double[channels];
    for (int c = 0; c < channels; c++) {
      long sum = 0;
      for (int i = c * plane; i < (c + 1) * plane; i++) {
        meanImage[i] = (float) ((double) pixels[i] / images);
        sum += pixels[i];
      }
      mean[c] = sum / count;
    }
    double[][] covariance = new double[channels][channels];
    for (int a = 0; a < channels; a++) {
      for (int b = a; b < channels; b++) {
        double value = products[a * channels + b] / count - mean[a] * mean[b];
        covariance[a][b] = value / (255.0 * 255.0);
        covariance[b][a] = covariance[a][b];
      }
    }
    float[] channelMean = new float[channels];
    float[] channelStd = new float[channels];
    for (int c = 0; c < channels; c++) {
      channelMean[c] = (float) (mean[c] / 255);
      channelStd[c] = (float) Math.sqrt(Math.max(0, covariance[c][c]));
    }
    PrincipalComponents components = PrincipalComponents.of(covariance);
    return new ImageStatistics(
        channels,
        side,
        meanImage,
        channelMean,
        channelStd,
        components.eigenvalues(),
        components.eigenvectors());
  }
}
