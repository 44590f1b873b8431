package org.alexnetstudio.ui.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.InitialSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.ui.experiment.InitialText.Start;
import org.junit.jupiter.api.Test;

/** Choices of the form for the layers, as they come to stand in the text. */
class InitialTextTest {
  private static final ExperimentText PRESET =
      ExperimentText.of("photos", Path.of(""), Presets.text("alexnet-photos"));
  private static final ExperimentText BEGUN = PRESET.withText("initial.model", "runs/a");

  /** What a sound text says. */
  private static InitialSpec initial(ExperimentText text) {
    assertEquals(List.of(), text.problems());
    return Objects.requireNonNull(Objects.requireNonNull(text.experiment()).initial());
  }

  private static ExperimentText with(ExperimentText text, Object... layersAndStarts) {
    ExperimentText next = text;
    for (int i = 0; i < layersAndStarts.length; i += 2) {
      String layer = (String) layersAndStarts[i];
      Start start = (Start) layersAndStarts[i + 1];
      assertTrue(InitialText.choices(next, layer).contains(start), layer + " " + start);
      next = InitialText.with(next, layer, start);
      assertEquals(start, InitialText.of(next, layer), layer);
    }
    return next;
  }

  @Test
  void everyLayerGoesOnAndTheLastOneByItsClasses() {
    assertFalse(InitialText.present(PRESET));
    assertTrue(InitialText.present(BEGUN));
    assertEquals(
        List.of("conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"),
        InitialText.layers(BEGUN));
    assertEquals(Start.LEARNS, InitialText.of(BEGUN, "conv1"));
    assertEquals(Start.BY_CLASSES, InitialText.of(BEGUN, "fc8"));
    assertNull(initial(BEGUN).replaceLayers());
  }

  @Test
  void aFrozenLayerLosesItsRate() {
    ExperimentText rated = BEGUN.with("initial.learningRateScale.conv2", "3");
    ExperimentText frozen = with(rated, "conv1", Start.FROZEN, "conv2", Start.FROZEN);
    assertEquals(List.of("conv1", "conv2"), initial(frozen).freeze());
    assertEquals(Map.of(), initial(frozen).learningRateScale());
    ExperimentText again = with(frozen, "conv1", Start.LEARNS);
    assertEquals(List.of("conv2"), initial(again).freeze());
    assertEquals(Start.BY_CLASSES, InitialText.of(again, "fc8"));
  }

  @Test
  void anotherLayerThatBeginsAnewTakesTheLastOneAlong() {
    ExperimentText anew = with(BEGUN, "fc7", Start.ANEW);
    assertEquals(List.of("fc7", "fc8"), initial(anew).replaceLayers());
    assertEquals(Start.ANEW, InitialText.of(anew, "fc8"));
    assertFalse(InitialText.choices(anew, "fc8").contains(Start.BY_CLASSES), "fc7 would be lost");
    ExperimentText kept = with(anew, "fc7", Start.FROZEN);
    assertEquals(List.of("fc8"), initial(kept).replaceLayers());
    assertEquals(List.of("fc7"), initial(kept).freeze());
  }

  @Test
  void theLastLayerMayDoAllOfIt() {
    assertEquals(List.of("fc8"), initial(with(BEGUN, "fc8", Start.ANEW)).replaceLayers());
    assertEquals(List.of(), initial(with(BEGUN, "fc8", Start.LEARNS)).replaceLayers());
    ExperimentText frozen = with(BEGUN, "fc8", Start.FROZEN);
    assertEquals(List.of(), initial(frozen).replaceLayers());
    assertEquals(List.of("fc8"), initial(frozen).freeze());
    assertNull(initial(with(frozen, "fc8", Start.BY_CLASSES)).replaceLayers());
  }
}
