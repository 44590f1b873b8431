package org.alexnetstudio.ui.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.ScheduleSpec;
import org.alexnetstudio.experiment.SourceSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text and form follow each other; steps back and forward; errors with their remedies. */
class ExperimentModelTest {
  private long now;
  private final ExperimentModel model = new ExperimentModel(() -> now);

  static List<String> presets() {
    return Presets.names();
  }

  private String text() {
    return model.content().get().text();
  }

  private void open(String preset) {
    model.openPreset(preset, Presets.text(preset));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyFieldOfEveryPresetGoesIntoTheTextAndBack(String preset) {
    open(preset);
    String before = text();
    List<FieldSpec> all = FieldSpecs.all(model.content().get());
    assertTrue(all.size() > 60, preset);
    for (FieldSpec spec : all) {
      FormField field = new FormField(model, spec);
      String shown = field.value().get();
      assertNull(field.error().get(), spec.path());
      String other = other(spec, shown);
      field.type(other);
      field.refresh();
      assertEquals(other, field.value().get(), spec.path());
      boolean shaped = spec.path().endsWith(".type");
      if (!shaped) {
        field.type(shown);
        assertEquals(before, undoAllButText(before, field), spec.path());
      }
      open(preset);
    }
  }

  private String undoAllButText(String before, FormField field) {
    // A choice whose key was absent is written out: the value is the same, the text longer.
    field.refresh();
    boolean wasAbsent = !text().equals(before);
    if (wasAbsent) {
      model.change("test", t -> t.without(field.spec().path()));
    }
    // The part of the text that the field brought along goes with it.
    if (InitialText.present(model.content().get())) {
      model.change("test", t -> t.without(InitialText.INITIAL));
    }
    return text();
  }

  private static String other(FieldSpec spec, String shown) {
    return switch (spec.kind()) {
      case NUMBER -> shown.equals("3") ? "4" : "3";
      case NUMBERS -> "0.5, 0.25, 0.125";
      case TEXT -> "other \"text\" é";
      case FLAG -> shown.equals("true") ? "false" : "true";
      case CHOICE ->
          spec.options().stream()
              .map(FieldSpec.Option::value)
              .filter(value -> !value.equals(shown))
              .findFirst()
              .orElse(shown);
    };
  }

  @Test
  void aFieldChangesOnlyItsOwnCharacters() {
    open("alexnet-2012");
    String before = text();
    new FormField(model, FieldSpecs.MOMENTUM).type("0.95");
    assertEquals(before.replace("\"momentum\": 0.9", "\"momentum\": 0.95"), text());
    assertEquals(0.95, model.experiment().training().optimizer().momentum());
  }

  @Test
  void whatIsNoNumberStandsInTheTextAndIsToldAtTheField() {
    open("alexnet-2012");
    FormField batch = new FormField(model, FieldSpecs.BATCH);
    batch.type("many");
    batch.refresh();
    assertEquals("many", batch.value().get());
    assertNotNull(batch.error().get());
    assertNull(model.experiment());
    batch.type("");
    batch.refresh();
    assertEquals("", batch.value().get());
    assertNotNull(batch.error().get());
    batch.type("64");
    batch.refresh();
    assertNull(batch.error().get());
    assertEquals(64, model.experiment().training().batch());
  }

  @Test
  void optionalKeysComeAndGo() {
    open("alexnet-2012");
    String before = text();
    FormField pad = new FormField(model, FieldSpecs.PAD);
    assertEquals("", pad.value().get());
    pad.type("4");
    assertEquals(4, model.experiment().data().augment().pad());
    pad.refresh();
    pad.type("");
    assertEquals(before, text());
  }

  @Test
  void errorsOfferTheFirstValueThatMends() {
    open("alexnet-2012");
    FormField momentum = new FormField(model, FieldSpecs.MOMENTUM);
    momentum.type("1.9");
    momentum.refresh();
    FieldError error = momentum.error().get();
    assertEquals("Momentum is 1.9; allowed is 0 to below 1.", error.message());
    assertEquals(new FieldError.Remedy("AlexNet used 0.9.", "0.9"), error.remedy());
    assertEquals(1, model.problems().size());
    assertTrue(model.problems().get(0).line() > 1);

    open("alexnet-photos");
    FormField crop = new FormField(model, FieldSpecs.RANDOM_CROP);
    crop.type("227");
    crop.refresh();
    assertEquals("128", crop.error().get().remedy().value());
  }

  @Test
  void typingInOneGoIsOneStep() {
    open("alexnet-2012");
    String before = text();
    FormField batch = new FormField(model, FieldSpecs.BATCH);
    for (String typed : List.of("", "2", "25", "256")) {
      batch.type(typed);
      batch.refresh();
      now += 200_000_000;
    }
    now += 5_000_000_000L;
    batch.type("2560");
    assertTrue(model.edited().get());
    model.undo();
    assertEquals("256", model.content().get().value("training.batch").orElseThrow());
    model.undo();
    assertEquals(before, text());
    assertFalse(model.edited().get());
    assertFalse(model.undoable().get());
    model.redo();
    model.redo();
    assertEquals("2560", model.content().get().value("training.batch").orElseThrow());
    assertFalse(model.redoable().get());
  }

  @Test
  void editsAtDifferentPlacesAreDifferentSteps() {
    open("alexnet-2012");
    new FormField(model, FieldSpecs.BATCH).type("64");
    new FormField(model, FieldSpecs.EPOCHS).type("10");
    model.type(text().replace("5e-4", "0.001"));
    model.undo();
    assertEquals("10", model.content().get().value("training.epochs").orElseThrow());
    model.undo();
    assertEquals("90", model.content().get().value("training.epochs").orElseThrow());
    assertEquals("64", model.content().get().value("training.batch").orElseThrow());
  }

  @Test
  void brokenTextKeepsTheLastSoundExperimentForThePreviews() {
    open("alexnet-2012");
    ExperimentText sound = model.content().get();
    model.type("{ \"name\": ");
    assertNull(model.experiment());
    assertEquals(sound, model.sound().get());
    FormField batch = new FormField(model, FieldSpecs.BATCH);
    batch.type("5");
    assertEquals("{ \"name\": ", text());
    model.undo();
    assertEquals(sound.text(), text());
  }

  @Test
  void typesBringTheirKeys() {
    open("alexnet-2012");
    new FormField(model, FieldSpecs.SCHEDULE).type("step");
    ScheduleSpec.Step step = (ScheduleSpec.Step) model.experiment().training().schedule();
    assertEquals(0.01, step.initial());
    new FormField(model, FieldSpecs.SOURCE_TYPE).type("bundled");
    assertTrue(model.experiment().data().source() instanceof SourceSpec.Bundled);
    new FormField(model, FieldSpecs.SOURCE_TYPE).type("zip");
    assertEquals("zip", model.experiment().data().source().type());
    new FormField(model, FieldSpecs.NORMALISE).type("per-channel");
    assertNotNull(model.experiment());
  }

  @Test
  void savingMakesItCleanAndChangesTheFoldersOfPaths() {
    open("alexnet-photos");
    model.type(text() + "\n");
    assertTrue(model.edited().get());
    model.savedTo(Path.of("/data/mine.json"), text());
    assertFalse(model.edited().get());
    assertEquals("mine.json", model.title());
    SourceSpec.OnDisk source = (SourceSpec.OnDisk) model.experiment().data().source();
    assertEquals(Path.of("/data/photos"), Path.of(source.path()));
    model.undo();
    assertTrue(model.edited().get());
  }

  @Test
  void amountsAreShort() {
    assertEquals("0", Amounts.rounded(0));
    assertEquals("999", Amounts.rounded(999));
    assertEquals("1.0 K", Amounts.rounded(1000));
    assertEquals("57.3 M", Amounts.rounded(57_300_000));
    assertEquals("721 M", Amounts.rounded(721_000_000));
    assertEquals("1.0 M", Amounts.rounded(999_950));
    assertEquals("2.7 GB", Amounts.bytes(2_710_000_000L));
    assertEquals("12 B", Amounts.bytes(12));
  }
}
