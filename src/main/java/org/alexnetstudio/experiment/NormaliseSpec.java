package org.alexnetstudio.experiment;

import java.util.List;

/** How bytes become the network's input. */
public sealed interface NormaliseSpec {

  /** Refuses channel lists that do not fit a network of {@code channels} input channels. */
  default void checkChannels(int channels) {}

  /** The paper's: 0..255 less the mean image of the training set, nothing else. */
  record MeanImage() implements NormaliseSpec {}

  /**
   * Scaled to 0..1, less the mean, divided by the standard deviation of each channel.
   *
   * @param mean a number for each channel in 0..1; empty: computed from the training set
   * @param std a number for each channel in 0..1; empty: computed from the training set
   */
  record PerChannel(List<Double> mean, List<Double> std) implements NormaliseSpec {
    /** Refuses lists of different length, and deviations that are not positive. */
    public PerChannel {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      if (mean.size() != std.size()) {
        throw new FieldException("std", std, "as many numbers as mean has, " + mean.size());
      }
      mean.forEach(m -> Check.range("mean", m, 0, 1));
      std.forEach(s -> Check.positive("std", s, 1));
    }

    @Override
    public void checkChannels(int channels) {
      if (!mean.isEmpty() && mean.size() != channels) {
        throw new FieldException(
            "data.normalise.mean", mean, "one number for each of the " + channels + " channels");
      }
    }
  }
}
