package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.alexnetstudio.experiment.AugmentSpec;
import org.junit.jupiter.api.Test;

/** Parts lie inside the image, are spread as asked for, and are stretched as Java 2D does it. */
class PartTest {
  private static final int SIDE = 24;

  private static byte[] noise(int channels) {
    byte[] image = new byte[channels * SIDE * SIDE];
    new Random(3).nextBytes(image);
    return image;
  }

  @Test
  void theWholeIsTheImageItself() {
    byte[] image = noise(3);
    assertArrayEquals(image, new Part(0, 0, SIDE, SIDE).stretched(image, 3, SIDE));
  }

  @Test
  void stretchingAgreesWithJava2d() {
    byte[] image = noise(1);
    Part part = new Part(3.25, 6.5, 12, 8);
    byte[] stretched = part.stretched(image, 1, SIDE);
    BufferedImage from = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    from.getRaster().setDataElements(0, 0, SIDE, SIDE, image);
    AffineTransform transform =
        AffineTransform.getScaleInstance(SIDE / part.width(), SIDE / part.height());
    transform.translate(-part.left(), -part.top());
    RenderingHints bilinear =
        new RenderingHints(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    BufferedImage to = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    new AffineTransformOp(transform, bilinear).filter(from, to);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int expected = to.getRaster().getSample(x, y, 0);
        assertEquals(expected, stretched[y * SIDE + x] & 0xff, 1, x + ", " + y);
      }
    }
  }

  @Test
  void areasAndRatiosAreSpreadAsAskedFor() {
    AugmentSpec augment = new AugmentSpec(8, 0, false, 0, 0.3, 1.5, 0);
    int count = 20_000;
    double areas = 0;
    double smallest = 1;
    int wider = 0;
    double widest = 1;
    for (int i = 0; i < count; i++) {
      Part part = Part.random(augment, SIDE, new Random64(5, i));
      assertTrue(part.top() >= 0 && part.top() + part.height() <= SIDE + 1e-9);
      assertTrue(part.left() >= 0 && part.left() + part.width() <= SIDE + 1e-9);
      double area = part.height() * part.width() / SIDE / SIDE;
      double ratio = part.width() / part.height();
      areas += area;
      smallest = Math.min(smallest, area);
      widest = Math.max(widest, Math.max(ratio, 1 / ratio));
      wider += ratio > 1 ? 1 : 0;
    }
    // Where a side would be longer than the image's it is cut, so the mean lies a little below.
    assertEquals(0.65, areas / count, 0.02);
    assertTrue(smallest >= 0.2999 && smallest < 0.303, "smallest " + smallest);
    assertTrue(widest <= 1.5001 && widest > 1.49, "widest " + widest);
    assertEquals(count / 2.0, wider, 300);
  }
}
