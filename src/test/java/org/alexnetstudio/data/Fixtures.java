package org.alexnetstudio.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.AugmentSpec;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;

/** Images and data sets that several tests use. */
final class Fixtures {
  private Fixtures() {}

  static byte[] image(String name) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream("/images/" + name)) {
      if (in == null) {
        throw new IOException("no fixture " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Writes a PNG of one colour. */
  static void writePng(Path file, int side, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /** Class folders of one-colour images; the colour of image i of class c is c * 40 + i, grey. */
  static Path folder(Path root, int... imagesPerClass) throws IOException {
    for (int c = 0; c < imagesPerClass.length; c++) {
      for (int i = 0; i < imagesPerClass[c]; i++) {
        String name = String.format("class-%c/image %02d.png", 'a' + c, i);
        writePng(root.resolve(name), 8, (c * 40 + i) * 0x010101);
      }
    }
    return root;
  }

  static DataSpec data(SourceSpec source, int side) {
    return new DataSpec(
        source,
        new ResizeSpec(side, side),
        new NormaliseSpec.MeanImage(),
        new AugmentSpec(side, 0, false, 0));
  }

  static DataSpec folderData(Path folder, double validation) {
    return data(
        new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, folder.toString(), validation), 8);
  }

  static PackedImages open(DataSpec data, int channels, Path cache) throws StudioException {
    return PackedImages.open(data, channels, 1, cache, PrepareListener.NONE, () -> false);
  }

  /** Random pixels, the same for each seed. */
  static byte[] randomBytes(int count, long seed) {
    byte[] bytes = new byte[count];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    Arrays.setAll(values, i -> bytes[i] & 0xff);
    return values;
  }
}
