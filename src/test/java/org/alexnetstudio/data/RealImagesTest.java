package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alexnetstudio.experiment.ResizeSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Photographs as people have them. */
class RealImagesTest {

  @Test
  void everyPhotographOfSomeClassesIsUsable() throws Exception {
    Path train = Path.of("../shared/datasets/caltech101/train");
    Assumptions.assumeTrue(Files.isDirectory(train), "the photographs of Caltech-101 are not here");
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(256, 227), 3);
    for (String name : List.of("accordion", "yin_yang", "Leopards")) {
      try (Stream<Path> files = Files.list(train.resolve(name))) {
        List<Path> photographs = files.limit(40).toList();
        assertTrue(photographs.size() > 20);
        for (Path photograph : photographs) {
          assertEquals(3 * 227 * 227, decoder.decode(photograph).length);
        }
      }
    }
  }

  @Test
  void theSampleImagesAreUsable() throws Exception {
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(28, 28), 1);
    for (String name : List.of("ankle-boot", "trouser", "bag")) {
      byte[] pixels = decoder.decode(Path.of("sample-images/fashion-" + name + ".png"));
      assertEquals(784, pixels.length);
      // Fashion-MNIST is white on black.
      assertEquals(0, pixels[0]);
    }
  }
}
