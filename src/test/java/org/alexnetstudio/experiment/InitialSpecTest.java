package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of an experiment that says what it starts from: read, written, and refused. */
class InitialSpecTest {
  private static String with(String initial) {
    String photos = Presets.text("alexnet-photos");
    return photos.replace(
        "  \"training\": {", "  \"initial\": " + initial + ",\n  \"training\": {");
  }

  private static InitialSpec read(String initial) throws StudioException {
    Experiment experiment = ExperimentFile.parse("test", with(initial));
    assertEquals(experiment, ExperimentFile.parse("test", ExperimentWriter.write(experiment)));
    return Objects.requireNonNull(experiment.initial());
  }

  @Test
  void readsAndWritesAllOfIt() throws StudioException {
    InitialSpec all =
        read(
            """
            {"model": "runs/a", "replaceLayers": ["fc7", "fc8"], "freeze": ["conv1", "conv2"],
             "learningRateScale": {"fc8": 10, "conv5": 0.5}}""");
    assertEquals(
        new InitialSpec(
            "runs/a",
            List.of("fc7", "fc8"),
            List.of("conv1", "conv2"),
            Map.of("conv5", 0.5, "fc8", 10.0)),
        all);
    assertEquals(Map.of("conv1", 0.0, "conv2", 0.0, "conv5", 0.5, "fc8", 10.0), all.rateScales());
  }

  @Test
  void onlyTheModelMustBeThereAndAnEmptyListIsNotNone() throws StudioException {
    assertEquals(new InitialSpec("m", null, List.of(), Map.of()), read("{\"model\": \"m\"}"));
    assertEquals(List.of(), read("{\"model\": \"m\", \"replaceLayers\": []}").replaceLayers());
    Experiment preset = Presets.read("alexnet-photos", Map.of());
    assertNull(preset.initial());
    assertEquals(Map.of(), preset.learningRateScales());
    assertTrue(!ExperimentWriter.write(preset).contains("\"initial\" : {"));
  }

  @Test
  void aRelativeModelIsBelowTheFilesFolder(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("mine.json"), with("{\"model\": \"runs/a\"}"));
    Experiment read = ExperimentFile.read(file, Map.of());
    assertEquals(
        folder.resolve("runs/a").toString(), Objects.requireNonNull(read.initial()).model());
    for (String word : InitialSpec.WORDS) {
      Experiment named = ExperimentFile.read(file, Map.of("initial.model", word));
      assertEquals(word, Objects.requireNonNull(named.initial()).model());
      Files.writeString(file, with("{\"model\": \"" + word + "\"}"));
      assertEquals(named, ExperimentFile.read(file, Map.of()), "no path below the folder");
    }
    Experiment option = ExperimentFile.read(file, Map.of("initial.model", "runs/b"));
    assertEquals("runs/b", Objects.requireNonNull(option.initial()).model());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                      | initial                        | the key "model" is missing
          {"model": " "}                                          | initial.model                  | an empty text
          {"model": 7}                                            | initial.model                  | allowed is a text
          {"model": "m", "freez": []}                             | initial.freez                  | Did you mean "freeze"?
          {"model": "m", "freeze": ["conv9"]}                     | initial.freeze[0]              | found "conv9", allowed is a layer with weights: one of conv1, conv2
          {"model": "m", "freeze": ["conv1", "relu1"]}            | initial.freeze[1]              | found "relu1", allowed is a layer with weights
          {"model": "m", "freeze": ["conv1", "conv1"]}            | initial.freeze[1]              | a layer that is named once
          {"model": "m", "replaceLayers": ["fc9"]}                | initial.replaceLayers[0]       | found "fc9", allowed is a layer with weights
          {"model": "m", "replaceLayers": "fc8"}                  | initial.replaceLayers          | allowed is a list of texts
          {"model": "m", "replaceLayers": ["fc8"], "freeze": ["fc7", "fc8"]} | initial.freeze[1]   | a layer that is not in replaceLayers
          {"model": "m", "freeze": ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]} | initial.freeze | one has to learn
          {"model": "m", "learningRateScale": {"fc9": 10}}        | initial.learningRateScale.fc9  | a layer with weights
          {"model": "m", "learningRateScale": {"fc8": 0}}         | initial.learningRateScale.fc8  | found 0, allowed is more than 0, up to 1000
          {"model": "m", "learningRateScale": {"fc8": "ten"}}     | initial.learningRateScale.fc8  | allowed is a number
          {"model": "m", "learningRateScale": {"conv1": 2}, "freeze": ["conv1"]} | initial.learningRateScale.conv1 | the layer is in freeze
          """)
  void saysWhereAndWhat(String initial, String path, String message) {
    ExperimentException e =
        assertThrows(ExperimentException.class, () -> ExperimentFile.parse("test", with(initial)));
    Problem problem = e.problems().get(0);
    assertTrue(problem.path().startsWith(path), problem.toString());
    assertTrue(problem.message().contains(message), problem.toString());
    assertTrue(problem.line() > 0, problem.toString());
  }
}
