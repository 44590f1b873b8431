package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small pictures for the window, of every kind of file that trainings read. */
class ThumbnailTest {
  private static final Path IMAGES = Path.of("src/test/resources/images");

  @TempDir Path folder;

  private Picture thumbnail(Path file, int side) throws Exception {
    try (Studio studio = new Studio(new AppFolders(folder))) {
      return studio.thumbnail(file, side).get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void channelsKeepTheirPlaces() throws Exception {
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 60; x++) {
        // The square that counts is orange, what lies left and right of it blue.
        image.setRGB(x, y, x >= 10 && x < 50 ? 0xff8000 : 0x0000ff);
      }
    }
    Path file = folder.resolve("wide.png");
    ImageIO.write(image, "png", file.toFile());
    Picture picture = thumbnail(file, 40);
    assertEquals(40, picture.width());
    assertEquals(40, picture.height());
    for (int pixel : picture.argb()) {
      assertEquals(0xffff8000, pixel);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossy.webp", "cmyk.jpg", "colour.tif", "rgba16.png", "one-bit.png"})
  void everyKindOfFileIsDecodedOpaque(String name) throws Exception {
    Picture picture = thumbnail(IMAGES.resolve(name), 24);
    assertEquals(24 * 24, picture.argb().length);
    for (int pixel : picture.argb()) {
      assertEquals(0xff, pixel >>> 24);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void picturesStandUpright(int orientation) throws Exception {
    int[] upright = thumbnail(IMAGES.resolve("orientation-1.jpg"), 16).argb();
    int[] turned = thumbnail(IMAGES.resolve("orientation-" + orientation + ".jpg"), 16).argb();
    double difference = 0;
    for (int i = 0; i < upright.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        difference += Math.abs((upright[i] >> shift & 0xff) - (turned[i] >> shift & 0xff));
      }
    }
    difference /= upright.length * 3;
    assertTrue(difference < 6, "mean difference " + difference);
  }

  @Test
  void whatIsNoImageIsTheUsersError() {
    ExecutionException problem =
        assertThrows(ExecutionException.class, () -> thumbnail(IMAGES.resolve("make.py"), 24));
    assertInstanceOf(StudioException.class, problem.getCause());
  }
}
