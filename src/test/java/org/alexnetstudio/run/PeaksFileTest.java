package org.alexnetstudio.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.event.Peaks;
import org.alexnetstudio.support.PlainSafetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of what excites units most: what is in it, and what a kill leaves. */
class PeaksFileTest {
  @TempDir Path folder;

  /** Every number follows from the step. */
  static Peaks of(int step, int units) {
    Random random = new Random(step);
    return new Peaks(
        step,
        500 + step,
        "print" + step,
        Map.of(3, "cats/\"a\"\n.png", 16_777_217, "вверх/1.png"),
        List.of(layer("conv1", units, random), layer("fc-2_x", 3, random)));
  }

  private static LayerPeaks layer(String name, int units, Random random) {
    int size = units * LayerPeaks.MOST;
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new LayerPeaks(
        name,
        units,
        values,
        random.ints(size, -1, Integer.MAX_VALUE).toArray(),
        random.ints(size, 0, 300).toArray(),
        random.ints(size, 0, 300).toArray());
  }

  private static void assertSame(Peaks expected, Peaks found) {
    assertEquals(expected.step(), found.step());
    assertEquals(expected.images(), found.images());
    assertEquals(expected.fingerprint(), found.fingerprint());
    assertEquals(expected.names(), found.names());
    assertEquals(expected.layers().size(), found.layers().size());
    for (int i = 0; i < expected.layers().size(); i++) {
      LayerPeaks layer = expected.layers().get(i);
      LayerPeaks read = found.layers().get(i);
      assertEquals(layer.layer(), read.layer());
      assertEquals(layer.units(), read.units());
      assertArrayEquals(layer.values(), read.values());
      assertArrayEquals(layer.images(), read.images());
      assertArrayEquals(layer.rows(), read.rows());
      assertArrayEquals(layer.columns(), read.columns());
    }
  }

  @Test
  void whatIsWrittenIsReadAndAnyReaderOfTheFormatUnderstandsIt() throws Exception {
    Path path = folder.resolve("patches.safetensors");
    PeaksFile file = new PeaksFile(path);
    assertTrue(file.read().isEmpty());
    Peaks peaks = of(7, 5);
    file.write(peaks);
    assertSame(peaks, file.read().orElseThrow());
    PlainSafetensors plain = new PlainSafetensors(path);
    assertEquals("7", plain.text("step"));
    assertArrayEquals(new int[] {5, 9}, plain.shape("conv1.value"));
    assertArrayEquals(peaks.layers().get(0).values(), plain.floats("conv1.value"));
    byte[] dead = plain.bytes("conv1.dead");
    for (int unit = 0; unit < 5; unit++) {
      assertEquals(peaks.layers().get(0).values()[unit * 9] <= 0 ? 1 : 0, dead[unit]);
    }
  }

  @Test
  void aTrainingThatGoesBackForgetsWhatItWillFindAnew() throws Exception {
    Path path = folder.resolve("patches.safetensors");
    PeaksFile file = new PeaksFile(path);
    file.goBackTo(3);
    file.write(of(7, 5));
    file.goBackTo(7);
    assertTrue(Files.exists(path));
    file.goBackTo(6);
    assertTrue(file.read().isEmpty());
    Files.writeString(path, "no tensors");
    assertTrue(assertThrows(StudioException.class, file::read).remedy().contains("validation"));
    file.goBackTo(7);
    assertTrue(file.read().isEmpty());
  }

  @Test
  void damagedContentIsTheUsersError() throws Exception {
    Path path = folder.resolve("patches.safetensors");
    PeaksFile file = new PeaksFile(path);
    file.write(of(7, 5));
    byte[] whole = Files.readAllBytes(path);
    for (String text : List.of("\"step\":\"7\"", "\"fingerprint\"", "conv1.row", "\"I32\"")) {
      String damaged =
          new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1)
              .replace(
                  text,
                  text.replace('t', 'u').replace('7', 'x').replace('3', '4').replace('o', 'u'));
      Files.write(path, damaged.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      assertThrows(StudioException.class, file::read, text);
    }
    Files.write(path, java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThrows(StudioException.class, file::read);
  }

  @Test
  void killsLeaveAWholeFile() throws Exception {
    PeaksFile file = new PeaksFile(folder.resolve("patches.safetensors"));
    Random random = new Random();
    int written = 0;
    for (int kill = 0; kill < 4; kill++) {
      try (ChildProcess child = ChildProcess.start(Map.of(), "peaks", folder.toString())) {
        written = Integer.parseInt(child.line());
        Thread.sleep(random.nextInt(60), random.nextInt(1_000_000));
        for (String line : child.kill()) {
          written = Integer.parseInt(line);
        }
      }
      Peaks found = file.read().orElseThrow();
      assertTrue(found.step() == written || found.step() == written + 1);
      assertSame(of(found.step(), 2000), found);
    }
  }
}
