package org.alexnetstudio.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An experiment with every random part of training, on {@link DrawnImages}; a step takes ms. */
public final class SmallExperiment {
  private static final String TEXT =
      """
      {
        "schemaVersion": 1,
        "name": "small",
        "data": {
          "source": {"type": "image-folder", "path": "photos", "validation": 0.25},
          "resize": {"shorterSide": 32, "crop": 32},
          "normalise": {"type": "mean-image"},
          "augment": {"randomCrop": 28, "pad": 2, "flip": false, "colourPca": 0.1}
        },
        "network": {
          "input": [3, 28, 28],
          "layers": [
            {"type": "conv", "name": "conv1", "filters": 8, "kernel": 5, "stride": 2, "init": {"type": "he"}},
            {"type": "relu", "name": "relu1"},
            {"type": "lrn", "name": "lrn1"},
            {"type": "maxpool", "name": "pool1", "kernel": 3, "stride": 2},
            {"type": "conv", "name": "conv2", "filters": 8, "kernel": 3, "groups": 2, "init": {"type": "he"}},
            {"type": "relu", "name": "relu2"},
            {"type": "fc", "name": "fc3", "units": 16, "init": {"type": "he"}},
            {"type": "relu", "name": "relu3"},
            {"type": "dropout", "name": "drop3", "rate": 0.3},
            {"type": "fc", "name": "fc4", "units": "classes"}
          ]
        },
        "training": {
          "batch": 8,
          "epochs": 6,
          "optimizer": {"type": "sgd", "momentum": 0.9, "weightDecay": 5e-4},
          "schedule": {"type": "plateau", "initial": 0.001, "factor": 0.5, "times": 3, "patience": 1},
          "checkpoint": {"everySteps": 4, "keep": 2},
          "device": "cpu"
        }
      }
      """;

  private SmallExperiment() {}

  /** Writes {@code small.json} and its photos into {@code folder}; returns the file. */
  public static Path write(Path folder, int imagesPerClass) throws IOException {
    DrawnImages.write(folder.resolve("photos"), imagesPerClass);
    return Files.writeString(folder.resolve("small.json"), TEXT);
  }
}
