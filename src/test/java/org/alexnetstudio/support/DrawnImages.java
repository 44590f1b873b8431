package org.alexnetstudio.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small PNG images that a small network can tell apart: bars of three directions, with noise. */
public final class DrawnImages {
  /** Names with a space and with letters that are not Latin. */
  public static final List<String> CLASSES = List.of("across", "slanted bars", "вверх");

  private DrawnImages() {}

  /** Writes class folders with {@code count} images each, 32 x 32 pixels, below {@code folder}. */
  public static Path write(Path folder, int count) throws IOException {
    for (int c = 0; c < CLASSES.size(); c++) {
      Path classFolder = Files.createDirectories(folder.resolve(CLASSES.get(c)));
      for (int i = 0; i < count; i++) {
        BufferedImage image = draw(c, new Random(1000L * c + i));
        ImageIO.write(image, "png", classFolder.resolve("image " + i + ".png").toFile());
      }
    }
    return folder;
  }

  private static BufferedImage draw(int direction, Random random) {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(random.nextInt(80), random.nextInt(80), random.nextInt(80)));
    graphics.fillRect(0, 0, 32, 32);
    graphics.translate(16, 16);
    graphics.rotate(direction * Math.PI / 4);
    graphics.setColor(
        new Color(150 + random.nextInt(100), 150 + random.nextInt(100), random.nextInt(250)));
    int start = random.nextInt(8);
    for (int y = -40 + start; y < 40; y += 8) {
      graphics.fillRect(-40, y, 80, 4);
    }
    graphics.dispose();
    for (int i = 0; i < 100; i++) {
      image.setRGB(random.nextInt(32), random.nextInt(32), random.nextInt(0x1000000));
    }
    return image;
  }
}
