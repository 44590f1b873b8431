package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ResizeSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of image file, and files that are none. */
class ImageDecoderTest {
  private static final int SIDE = 16;

  /** The fixtures have four quadrants; these are the colours at their centres. */
  private static void assertQuadrants(String name, int[][] expected, int tolerance)
      throws StudioException, java.io.IOException {
    byte[] pixels =
        new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3).decode(Fixtures.image(name), name);
    int[][] places = {{4, 4}, {4, 11}, {11, 4}, {11, 11}};
    for (int quadrant = 0; quadrant < 4; quadrant++) {
      for (int c = 0; c < 3; c++) {
        int at = (c * SIDE + places[quadrant][0]) * SIDE + places[quadrant][1];
        assertEquals(
            expected[quadrant][c],
            pixels[at] & 0xff,
            tolerance,
            name + ", quadrant " + quadrant + ", channel " + c);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "colour.jpg, 4",
    "progressive.jpg, 4",
    "cmyk.jpg, 6",
    "ycck.jpg, 8",
    "icc-srgb.jpg, 4",
    "icc-broken.jpg, 4",
    "icc-broken.png, 0",
    "cmyk.tif, 1",
    "colour.gif, 0",
    "colour.bmp, 0",
    "colour.tif, 0",
    "colour.webp, 0",
    "lossy.webp, 12",
    "palette.png, 0",
    "rgb16.png, 0"
  })
  void colour(String name, int tolerance) throws Exception {
    int[][] colours = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    assertQuadrants(name, colours, tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "grey.png, 0",
    "grey.jpg, 3",
    "grey.tif, 0",
    "grey16.png, 0",
    "grey16.tif, 0",
    "float.tif, 0"
  })
  void greyStaysAsDarkAsItIs(String name, int tolerance) throws Exception {
    int[][] greys = {{128, 128, 128}, {64, 64, 64}, {200, 200, 200}, {255, 255, 255}};
    assertQuadrants(name, greys, tolerance);
  }

  @Test
  void shallowGreyIsScaledToTheFullRange() throws Exception {
    int[][] fourBits = {{136, 136, 136}, {68, 68, 68}, {204, 204, 204}, {255, 255, 255}};
    assertQuadrants("grey4.png", fourBits, 0);
    int[][] oneBit = {{255, 255, 255}, {0, 0, 0}, {255, 255, 255}, {255, 255, 255}};
    assertQuadrants("one-bit.png", oneBit, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgba.png", "rgba.webp", "rgba.tif", "rgba16.png"})
  void transparencyLiesOnWhite(String name) throws Exception {
    // Half-transparent red, opaque green and blue, clear black.
    int[][] colours = {{255, 127, 127}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    assertQuadrants(name, colours, 0);
  }

  @Test
  void greyWithTransparencyAndClearPaletteEntries() throws Exception {
    int[][] grey = {{191, 191, 191}, {255, 255, 255}, {200, 200, 200}, {255, 255, 255}};
    assertQuadrants("grey-alpha.png", grey, 0);
    int[][] redIsClear = {{255, 255, 255}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    assertQuadrants("palette-clear.png", redIsClear, 0);
    assertQuadrants("clear.gif", redIsClear, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void exifOrientationTurnsTheImageUpright(int tag) throws Exception {
    // The crop is off the centre by half a pixel, so a wrong rounding would show as well.
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(31, 24), 3);
    byte[] upright = decoder.decode(Fixtures.image("orientation-1.jpg"), "1");
    assertClose(upright, decoder.decode(Fixtures.image("orientation-" + tag + ".jpg"), "tag"), 4);
  }

  @Test
  void tiffOrientationIsFollowedToo() throws Exception {
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(31, 24), 3);
    byte[] upright = decoder.decode(Fixtures.image("orientation-1.jpg"), "1");
    assertClose(upright, decoder.decode(Fixtures.image("orientation-6.tif"), "6"), 14);
  }

  private static void assertClose(byte[] expected, byte[] actual, int tolerance) {
    int[] wanted = Fixtures.unsigned(expected);
    int[] found = Fixtures.unsigned(actual);
    assertEquals(wanted.length, found.length);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], found[i], tolerance, "number " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "grey.jpg",
        "photo.png",
        "palette.png",
        "colour.gif",
        "colour.bmp",
        "colour.tif",
        "colour.webp",
        "lossy.webp",
        "orientation-3.jpg"
      })
  void filesThatAreCutShortAreRejectedWhereverTheCut(String name) throws Exception {
    byte[] whole = Fixtures.image(name);
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3);
    decoder.decode(whole, name);
    for (double share : new double[] {0.05, 0.3, 0.6, 0.8, 0.9}) {
      byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
      StudioException refused =
          assertThrows(
              StudioException.class, () -> decoder.decode(cut, name), name + " cut to " + share);
      assertEquals(StudioException.Kind.BAD_INPUT, refused.kind());
      assertTrue(refused.what().contains(name));
    }
  }

  @Test
  void theJpegsEndIsMissedToo() throws Exception {
    byte[] whole = Fixtures.image("colour.jpg");
    byte[] cut = Arrays.copyOf(whole, whole.length - 2);
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3);
    StudioException refused =
        assertThrows(StudioException.class, () -> decoder.decode(cut, "cut.jpg"));
    assertTrue(refused.why().contains("cut short"), refused.why());
  }

  @Test
  void noiseInTheMiddleNeverEscapesAsAnotherException() throws Exception {
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3);
    String[] names = {
      "colour.jpg", "cmyk.jpg", "photo.png", "palette.png", "colour.gif", "colour.bmp",
      "colour.tif", "float.tif", "rgba.tif", "colour.webp", "lossy.webp", "orientation-6.jpg"
    };
    java.util.Random random = new java.util.Random(3);
    int refused = 0;
    for (String name : names) {
      byte[] whole = Fixtures.image(name);
      for (int trial = 0; trial < 60; trial++) {
        byte[] broken = whole.clone();
        for (int i = 0; i < 1 + trial % 5; i++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        try {
          decoder.decode(broken, name);
        } catch (StudioException known) {
          assertEquals(StudioException.Kind.BAD_INPUT, known.kind(), known.getMessage());
          refused++;
        }
      }
    }
    assertTrue(refused > 100, "only " + refused + " broken files were noticed");
  }

  @Test
  void textAndEmptyFilesAreNoImages(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("note.jpg"), "this is not a photograph");
    Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3);
    StudioException noImage = assertThrows(StudioException.class, () -> decoder.decode(text));
    assertTrue(noImage.why().startsWith("not an image"), noImage.why());
    assertTrue(noImage.what().contains("note.jpg"));
    StudioException nothing = assertThrows(StudioException.class, () -> decoder.decode(empty));
    assertTrue(nothing.why().contains("empty"), nothing.why());
    StudioException missing =
        assertThrows(StudioException.class, () -> decoder.decode(folder.resolve("gone.jpg")));
    assertTrue(missing.why().contains("no such file"), missing.why());
  }

  @Test
  void hugeImagesAreRefusedByTheirHeader() throws Exception {
    byte[] header = pngHeader(60_000, 60_000);
    ImageDecoder decoder = new ImageDecoder(new ResizeSpec(SIDE, SIDE), 3);
    StudioException refused =
        assertThrows(StudioException.class, () -> decoder.decode(header, "bomb.png"));
    assertTrue(refused.what().contains("bomb.png"));
    assertTrue(refused.why().contains("60000 x 60000"), refused.why());
    assertTrue(refused.why().contains("268435456"), refused.why());
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    chunk.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    ByteBuffer png = ByteBuffer.allocate(64);
    png.putLong(0x89504e470d0a1a0aL).putInt(13).put(chunk.array()).putInt((int) crc.getValue());
    png.putInt(10).put("IDAT".getBytes(StandardCharsets.US_ASCII));
    return png.array();
  }

  @Test
  void largeImagesAreThinnedOutButKeepTheirContent() throws Exception {
    BufferedImage large = new BufferedImage(6000, 5000, BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = ((java.awt.image.DataBufferByte) large.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < 5000; y++) {
      Arrays.fill(samples, y * 6000, (y + 1) * 6000, (byte) (y * 255 / 4999));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(large, "png", out);
    byte[] pixels =
        new ImageDecoder(new ResizeSpec(64, 64), 1).decode(out.toByteArray(), "large.png");
    for (int y = 0; y < 64; y++) {
      assertEquals((y + 0.5) * 255 / 64, pixels[y * 64 + 20] & 0xff, 2.5);
    }
  }
}
