package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.AugmentSpec;
import org.alexnetstudio.experiment.DataSpec;
import org.alexnetstudio.experiment.NormaliseSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.support.DrawnImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is previewed is what the training reads: the same split, bytes, numbers and views. */
class SourcePreviewTest {
  private static final int SIDE = 24;
  private static final long SEED = 1;
  private static final AugmentSpec AUGMENT = new AugmentSpec(20, 3, true, 0.3);

  @TempDir Path temporary;

  private DataSpec data() throws Exception {
    Path folder = DrawnImages.write(temporary.resolve("images"), 8);
    return new DataSpec(
        new SourceSpec.OnDisk(SourceSpec.Kind.IMAGE_FOLDER, folder.toString(), 0.25),
        new ResizeSpec(SIDE, SIDE),
        new NormaliseSpec.PerChannel(
            java.util.List.of(0.5, 0.4, 0.3), java.util.List.of(0.2, 0.25, 0.5)),
        AUGMENT);
  }

  @Test
  void bytesSplitAndStatisticsAreThoseOfThePack() throws Exception {
    DataSpec data = data();
    try (SourcePreview preview = SourcePreview.open(data, 3, SEED, () -> false);
        PackedImages packed = Fixtures.open(data, 3, temporary.resolve("cache"))) {
      assertEquals(packed.classNames(), preview.classNames());
      assertArrayEquals(packed.training(), preview.training());
      assertArrayEquals(packed.validation(), preview.validation());
      byte[] expected = new byte[3 * SIDE * SIDE];
      for (int i = 0; i < packed.size(); i++) {
        packed.read(i, expected);
        SourcePreview.Look look = preview.look(i);
        assertArrayEquals(expected, look.pixels());
        assertEquals(32, look.width());
        assertEquals(packed.name(i), preview.name(i));
        assertEquals(packed.label(i), preview.label(i));
      }
      ImageStatistics all = ImageStatistics.of(packed, PrepareListener.NONE, () -> false);
      ImageStatistics estimate = preview.estimate(1000, () -> false);
      assertArrayEquals(all.channelMean(), estimate.channelMean());
      assertArrayEquals(all.pcaEigenvectors(), estimate.pcaEigenvectors());
      assertArrayEquals(all.pcaEigenvalues(), estimate.pcaEigenvalues());
    }
  }

  @Test
  void viewsAreThoseOfABatchBeforeNormalisation() throws Exception {
    DataSpec data = data();
    try (SourcePreview preview = SourcePreview.open(data, 3, SEED, () -> false);
        PackedImages packed = Fixtures.open(data, 3, temporary.resolve("cache"))) {
      ImageStatistics statistics = ImageStatistics.of(packed, PrepareListener.NONE, () -> false);
      Normaliser normaliser = Normaliser.of(data.normalise(), 3, SIDE, statistics);
      int epoch = 4;
      try (BatchLoader loader =
              BatchLoader.training(packed, normaliser, statistics, AUGMENT, 6, SEED, epoch, 0, 1);
          BatchLoader.Batch batch = loader.next()) {
        FloatBuffer trained = batch.images();
        int size = 3 * 20 * 20;
        for (int place = 0; place < batch.size(); place++) {
          byte[] image = preview.look(batch.imageNumbers()[place]).pixels();
          float[] view = AugmentedViews.of(image, statistics, AUGMENT, SEED, epoch, 6)[place];
          int differing = 0;
          for (int i = 0; i < size; i++) {
            int channel = i / 400;
            float number = trained.get(place * size + i);
            // What padding adds is 0 there, and the mean colour here.
            float shown =
                number == 0
                    ? statistics.channelMean()[channel] * 255
                    : number / normaliser.scale()[channel] + normaliser.mean()[channel];
            differing += Math.abs(shown - view[i]) > 1e-3 * 255 ? 1 : 0;
          }
          assertEquals(0, differing, "view " + place);
        }
      }
    }
  }

  @Test
  void samplesAreSpreadEvenly() {
    int[] numbers = new int[1000];
    Arrays.setAll(numbers, i -> i);
    assertArrayEquals(new int[] {0, 250, 500, 750}, SourcePreview.spread(numbers, 4));
    assertEquals(1000, SourcePreview.spread(numbers, 5000).length);
    assertEquals(0, SourcePreview.spread(new int[0], 5).length);
  }

  @Test
  void oneClassIsRefusedAsInTraining() throws Exception {
    Path one = Fixtures.folder(temporary.resolve("one"), 3);
    StudioException heard =
        assertThrows(
            StudioException.class,
            () -> SourcePreview.open(Fixtures.folderData(one, 0.1), 3, SEED, () -> false));
    assertEquals("a network needs at least two classes to tell apart", heard.why());
  }
}
