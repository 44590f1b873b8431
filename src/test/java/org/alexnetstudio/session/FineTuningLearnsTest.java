package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learnt of some clothes helps with others, of which there are few images. */
class FineTuningLearnsTest {
  private static final int SIDE = 28;

  @TempDir Path folder;

  /** Bundled images of some classes, as class folders. */
  private Path write(String name, List<Integer> classes, int training, int validation)
      throws IOException {
    Path root = folder.resolve(name);
    part(root.resolve("train"), "train", classes, training);
    part(root.resolve("val"), "t10k", classes, validation);
    return root;
  }

  private static void part(Path root, String part, List<Integer> classes, int each)
      throws IOException {
    byte[] images = bundled(part + "-images-idx3-ubyte.gz");
    byte[] labels = bundled(part + "-labels-idx1-ubyte.gz");
    int[] written = new int[10];
    for (int i = 0; i < labels.length - 8; i++) {
      int label = labels[8 + i];
      if (!classes.contains(label) || written[label] == each) {
        continue;
      }
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      byte[] pixels = new byte[SIDE * SIDE];
      System.arraycopy(images, 16 + i * SIDE * SIDE, pixels, 0, pixels.length);
      image.getRaster().setDataElements(0, 0, SIDE, SIDE, pixels);
      Path file = root.resolve("class " + label).resolve(written[label] + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
      written[label]++;
    }
  }

  private static byte[] bundled(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            FineTuningLearnsTest.class.getResourceAsStream("/data/fashion-mnist/" + name))) {
      return in.readAllBytes();
    }
  }

  private Path experiment(Path images) throws IOException {
    return Files.writeString(
        folder.resolve("clothes.json"),
        """
        {
          "schemaVersion": 1,
          "name": "clothes",
          "data": {
            "source": {"type": "image-folder", "path": "%s"},
            "resize": {"shorterSide": 28, "crop": 28},
            "normalise": {"type": "per-channel"},
            "augment": {"randomCrop": 28}
          },
          "network": {
            "input": [1, 28, 28],
            "layers": [
              {"type": "conv", "name": "conv1", "filters": 16, "kernel": 5},
              {"type": "relu", "name": "relu1"},
              {"type": "maxpool", "name": "pool1", "kernel": 2, "stride": 2},
              {"type": "conv", "name": "conv2", "filters": 24, "kernel": 3},
              {"type": "relu", "name": "relu2"},
              {"type": "maxpool", "name": "pool2", "kernel": 2, "stride": 2},
              {"type": "fc", "name": "fc3", "units": 48},
              {"type": "relu", "name": "relu3"},
              {"type": "fc", "name": "fc4", "units": "classes"}
            ]
          },
          "training": {
            "batch": 25,
            "epochs": 8,
            "optimizer": {"type": "sgd"},
            "schedule": {"type": "constant", "initial": 0.02},
            "device": "cpu"
          }
        }
        """
            .formatted(images.getFileName()));
  }

  private Path train(Path images, Map<String, String> overrides) throws Exception {
    try (TrainingJob job =
        TrainingJob.start(
            ExperimentFile.read(experiment(images), overrides),
            folder.resolve("runs"),
            new AppFolders(folder.resolve("cache")),
            Activity.SILENT)) {
      job.train(event -> {}, snapshot -> {}, () -> {});
      return job.run().path();
    }
  }

  private static double accuracy(Path run) throws StudioException {
    return RunFolder.open(run).info().bestTop1();
  }

  /**
   * The recipe is the same, with the paper's small initial weights: from them a few images lead
   * nowhere, and from what was learnt of other clothes they do. (From He's initial weights there is
   * next to no difference: clothes of 28 x 28 pixels are too easy.)
   */
  @Test
  void beatsATrainingFromScratchByTheSameRecipe() throws Exception {
    Path many = write("many", List.of(0, 2, 5, 7, 8), 200, 20);
    Path few = write("few", List.of(1, 3, 4, 6, 9), 5, 40);
    Map<String, String> he = new LinkedHashMap<>();
    for (String layer : List.of("conv1", "conv2", "fc3")) {
      he.put("network.layers." + layer + ".init.type", "he");
    }
    Path model = train(many, he);
    Map<String, String> recipe = new LinkedHashMap<>();
    recipe.put("training.epochs", "10");
    recipe.put("training.batch", "5");
    recipe.put("training.schedule.initial", "0.01");
    double scratch = accuracy(train(few, recipe));
    recipe.put("initial.model", model.toString());
    double tuned = accuracy(train(few, recipe));
    assertTrue(tuned > scratch + 0.25, "fine-tuned " + tuned + ", from scratch " + scratch);
  }
}
