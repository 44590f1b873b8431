package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.alexnetstudio.experiment.ResizeSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resizing against PIL's, bit for bit. */
class ResizerTest {

  @ParameterizedTest
  @CsvSource({
    "photo, rgb, 24, 20", "photo, rgb, 64, 57", "photo, rgb, 43, 43",
    "photo, grey, 24, 20", "photo, grey, 64, 57", "photo, grey, 43, 43",
    "tall, rgb, 17, 12"
  })
  void equalsPil(String image, String colours, int shorterSide, int crop) throws Exception {
    int channels = colours.equals("rgb") ? 3 : 1;
    byte[] actual =
        new ImageDecoder(new ResizeSpec(shorterSide, crop), channels)
            .decode(Fixtures.image(image + ".png"), image);
    String reference = image + "-" + colours + "-" + shorterSide + "-" + crop + ".png";
    assertArrayEquals(planes(reference, channels), Fixtures.unsigned(actual));
  }

  private static int[] planes(String name, int channels) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Fixtures.image(name)));
    Raster raster = image.getRaster();
    int size = image.getWidth() * image.getHeight();
    int[] planes = new int[channels * size];
    for (int c = 0; c < channels; c++) {
      int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), c, (int[]) null);
      System.arraycopy(samples, 0, planes, c * size, size);
    }
    return planes;
  }

  @Test
  void longThinImagesKeepTheirCentre() {
    int width = 20_000;
    byte[] pixels = new byte[width * 2];
    Arrays.fill(pixels, (byte) 77);
    Resizer resizer = new Resizer(new ResizeSpec(256, 227), 3);
    byte[] square = resizer.resize(new PlanarRows(pixels, 0, 1, width, 2), new Orientation(1));
    assertEquals(3 * 227 * 227, square.length);
    for (byte value : square) {
      assertEquals(77, value);
    }
  }

  @Test
  void planarColourBecomesGreyByLuma() {
    byte[] pixels = new byte[3 * 64];
    Arrays.fill(pixels, 0, 64, (byte) 200);
    Arrays.fill(pixels, 64, 128, (byte) 100);
    Arrays.fill(pixels, 128, 192, (byte) 50);
    byte[] grey =
        new Resizer(new ResizeSpec(8, 8), 1)
            .resize(new PlanarRows(pixels, 0, 3, 8, 8), new Orientation(1));
    assertEquals(Math.round(0.299 * 200 + 0.587 * 100 + 0.114 * 50), grey[0] & 0xff);
  }
}
