package org.alexnetstudio.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.alexnetstudio.support.EventFileReader;
import org.alexnetstudio.support.EventFileReader.Event;
import org.alexnetstudio.support.EventFileReader.Value;
import org.junit.jupiter.api.Test;

/** The frames and fields of event files, by a reader of the published layout. */
class TensorBoardFileTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private List<Event> read() {
    return EventFileReader.read(bytes.toByteArray());
  }

  @Test
  void itBeginsWithItsVersion() throws Exception {
    new TensorBoardFile(bytes, 1.5);
    Event version = read().get(0);
    assertEquals(1.5, version.seconds());
    assertEquals("brain.Event:2", version.version());
  }

  @Test
  void scalarsAndRestartsHaveTheirPlaces() throws Exception {
    TensorBoardFile file = new TensorBoardFile(bytes, 1);
    file.scalars(2, 300, Map.of("loss", 0.25));
    file.scalars(3, 1L << 40, Map.of("loss", Double.NaN));
    file.restart(4, 301);
    List<Event> events = read();
    assertEquals(4, events.size());
    assertEquals(300, events.get(1).step());
    assertEquals(2.0, events.get(1).seconds());
    assertEquals("loss", events.get(1).values().get(0).tag());
    assertEquals(0.25f, events.get(1).values().get(0).scalar());
    assertEquals(1L << 40, events.get(2).step());
    assertEquals(Float.NaN, events.get(2).values().get(0).scalar());
    assertEquals(1, events.get(3).sessionStatus());
    assertEquals(301, events.get(3).step());
  }

  @Test
  void imagesKeepTheirBytes() throws Exception {
    byte[] png = {1, 2, (byte) 200};
    new TensorBoardFile(bytes, 1).image(2, 3, "filters", 7, 5, png);
    Value image = read().get(1).values().get(0);
    assertEquals(7, image.width());
    assertEquals(5, image.height());
    assertArrayEquals(png, image.image());
  }

  @Test
  void histogramsCountEveryFiniteNumberOnce() throws Exception {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) * i / 100;
    }
    values[7] = Float.NaN;
    values[8] = Float.POSITIVE_INFINITY;
    TensorBoardFile file = new TensorBoardFile(bytes, 1);
    file.histogram(2, 3, "weights", values);
    file.histogram(2, 3, "weights", new float[] {4, 4});
    file.histogram(2, 3, "weights", new float[] {Float.NaN});
    double[] figures = read().get(1).values().get(0).figures();
    double[] limits = read().get(1).values().get(0).limits();
    double[] counts = read().get(1).values().get(0).counts();
    double[] finite = new double[998];
    int n = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite[n++] = value;
      }
    }
    double max = DoubleStream.of(finite).max().orElseThrow();
    assertArrayEquals(
        new double[] {
          DoubleStream.of(finite).min().orElseThrow(),
          max,
          998,
          DoubleStream.of(finite).sum(),
          DoubleStream.of(finite).map(x -> x * x).sum()
        },
        figures,
        1e-6);
    assertEquals(998, DoubleStream.of(counts).sum());
    assertEquals(max, limits[limits.length - 1]);
    double below = 0;
    for (int i = 0; i < limits.length - 1; i++) {
      below += counts[i];
      double limit = limits[i];
      assertEquals(DoubleStream.of(finite).filter(x -> x < limit).count(), below, 1);
    }
    assertArrayEquals(new double[] {4}, read().get(2).values().get(0).limits());
    assertArrayEquals(new double[] {2}, read().get(2).values().get(0).counts());
    assertEquals(0, read().get(3).values().get(0).limits().length);
  }
}
