package org.alexnetstudio.experiment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, all of it: the same file, seed and machine give the same numbers.
 *
 * @param name what the run is called; part of its folder's name
 * @param seed from which all randomness derives (split, initial weights, order, augmentation,
 *     dropout)
 * @param initial the model that the training starts from; null: from the layers' own initial
 *     weights
 */
public record Experiment(
    int schemaVersion,
    String name,
    long seed,
    DataSpec data,
    NetworkSpec network,
    @Nullable InitialSpec initial,
    TrainingSpec training,
    MonitorSpec monitor) {

  /** The version of the file format that this program reads and writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Checks the version, the name, and that images of the data fit the network's input. */
  public Experiment {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new FieldException(
          "schemaVersion", schemaVersion, "1 (a higher one needs a newer AlexNet Studio)");
    }
    if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}")) {
      throw new FieldException(
          "name", '"' + name + '"', "1 to 100 letters, digits, spaces, '.', '_' or '-'");
    }
    ImageShape input = network.input();
    if (input.channels() != 1 && input.channels() != 3) {
      throw new FieldException("network.input", input, "1 channel (grey) or 3 (colour)");
    }
    if (input.height() != input.width()) {
      throw new FieldException("network.input", input, "a square image, such as [3, 227, 227]");
    }
    AugmentSpec augment = data.augment();
    if (augment.randomCrop() != input.height()) {
      throw new FieldException(
          "data.augment.randomCrop",
          augment.randomCrop(),
          "the network's input size, " + input.height());
    }
    if (augment.randomCrop() > data.resize().crop() + 2 * augment.pad()) {
      throw new FieldException(
          "data.augment.randomCrop",
          augment.randomCrop(),
          "at most data.resize.crop plus twice data.augment.pad, "
              + (data.resize().crop() + 2 * augment.pad()));
    }
    long batchBytes = (long) training.batch() * input.size() * Float.BYTES;
    if (batchBytes > Integer.MAX_VALUE) {
      throw new FieldException(
          "training.batch",
          training.batch(),
          "at most " + Integer.MAX_VALUE / Float.BYTES / input.size() + " images of this size");
    }
    if (input.channels() == 1 && augment.colourPca() > 0) {
      throw new FieldException(
          "data.augment.colourPca", augment.colourPca(), "0 for grey images: it shifts colours");
    }
    data.normalise().checkChannels(input.channels());
    if (initial != null) {
      initial.checkLayers(network);
    }
  }

  /**
   * The multiple of the learning rate for each layer that has one of its own; 0: the layer is
   * frozen.
   */
  public Map<String, Double> learningRateScales() {
    return initial == null ? Map.of() : initial.rateScales();
  }

  /** The same experiment with other data. */
  public Experiment withData(DataSpec other) {
    return new Experiment(schemaVersion, name, seed, other, network, initial, training, monitor);
  }

  /** The same experiment with another network. */
  public Experiment withNetwork(NetworkSpec other) {
    return new Experiment(schemaVersion, name, seed, data, other, initial, training, monitor);
  }

  /**
   * The same experiment on a device: {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1} or
   * {@code gpus}.
   */
  public Experiment withDevice(String device) {
    return withTraining(training.withDevice(device));
  }

  /** The same experiment with other things to watch. */
  public Experiment withMonitor(MonitorSpec other) {
    return new Experiment(schemaVersion, name, seed, data, network, initial, training, other);
  }

  /** The same experiment that learns in another way. */
  public Experiment withTraining(TrainingSpec other) {
    return new Experiment(schemaVersion, name, seed, data, network, initial, other, monitor);
  }

  /** The same experiment from another model. */
  public Experiment withInitial(@Nullable InitialSpec other) {
    return new Experiment(schemaVersion, name, seed, data, network, other, training, monitor);
  }
}
