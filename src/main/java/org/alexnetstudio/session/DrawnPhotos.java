package org.alexnetstudio.session;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** JPEG files of 320 x 240 pixels with shapes and noise, for measurements without photographs. */
final class DrawnPhotos {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private DrawnPhotos() {}

  /** Writes {@code count} images of two classes below {@code folder}. */
  static void write(Path folder, int count, Activity activity) throws IOException {
    for (int i = 0; i < count; i++) {
      Path classFolder = Files.createDirectories(folder.resolve(i % 2 == 0 ? "even" : "odd"));
      Path file = classFolder.resolve(i + ".jpg");
      if (!ImageIO.write(draw(new Random(i)), "jpg", file.toFile())) {
        throw new IOException("this Java can't write JPEG files");
      }
      activity.progress().report("Drawing images", i + 1, count);
    }
  }

  private static BufferedImage draw(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 30; i++) {
      graphics.setPaint(
          new GradientPaint(0, 0, colour(random), WIDTH, random.nextInt(HEIGHT), colour(random)));
      graphics.fillOval(
          random.nextInt(WIDTH) - 40, random.nextInt(HEIGHT) - 40, random.nextInt(160), 90);
    }
    graphics.dispose();
    for (int i = 0; i < WIDTH * HEIGHT / 4; i++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      image.setRGB(x, y, image.getRGB(x, y) ^ (random.nextInt() & 0x1f1f1f));
    }
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(0x1000000));
  }
}
