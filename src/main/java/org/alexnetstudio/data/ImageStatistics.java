package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * Numbers of the training images that normalisation and colour noise need (paper, sections 2 and
 * 4.1). The same bits whatever the number of threads.
 *
 * @param channels 1 or 3
 * @param side height and width in pixels
 * @param meanImage (C,side,side) in 0..255
 * @param channelMean a number for each channel in 0..1
 * @param channelStd a number for each channel in 0..1, of all pixels (population)
 * @param pcaEigenvalues of the covariance of the pixels' colours in 0..1, largest first
 * @param pcaEigenvectors (component, channel), each of length 1, its largest entry positive
 */
public record ImageStatistics(
    int channels,
    int side,
    float[] meanImage,
    float[] channelMean,
    float[] channelStd,
    float[] pcaEigenvalues,
    float[] pcaEigenvectors) {

  /**
   * The statistics of {@code images.training()}: from the file in the pack's folder, or computed
   * with all processors and kept there.
   *
   * @param cancelled true ends it with {@link java.util.concurrent.CancellationException}
   */
  public static ImageStatistics of(
      PackedImages images, PrepareListener listener, BooleanSupplier cancelled)
      throws StudioException {
    int[] training = images.training();
    Path file = StatisticsFile.of(images.folder(), training);
    try {
      return StatisticsFile.read(file);
    } catch (IOException absentOrBroken) {
      ImageStatistics computed = PixelSums.of(images, training, listener, cancelled).statistics();
      try {
        StatisticsFile.write(file, computed);
      } catch (IOException unwritable) {
        throw StudioException.badInput(
            "Cannot write " + file,
            IoReason.of(unwritable),
            "Free some disk space or name another cache folder by ALEXNET_STUDIO_CACHE.",
            unwritable);
      }
      return computed;
    }
  }
}
