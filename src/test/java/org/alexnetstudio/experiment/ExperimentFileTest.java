package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reader says of experiments that are wrong, and where it says it is. */
class ExperimentFileTest {
  private static final String SOUND =
      """
      {
        "schemaVersion": 1,
        "name": "tiny",
        "data": {
          "source": {"type": "image-folder", "path": "photos"},
          "resize": {"shorterSide": 32, "crop": 32},
          "normalise": {"type": "mean-image"},
          "augment": {"randomCrop": 28}
        },
        "network": {
          "input": [3, 28, 28],
          "layers": [
            {"type": "conv", "name": "conv1", "filters": 8, "kernel": 5},
            {"type": "fc", "name": "fc2", "units": "classes"}
          ]
        },
        "training": {
          "batch": 8,
          "epochs": 2,
          "optimizer": {"type": "sgd"},
          "schedule": {"type": "constant", "initial": 0.01}
        }
      }
      """;

  @Test
  void writtenExperimentsReadBackEqual() throws StudioException {
    Experiment experiment = ExperimentFile.parse("test", SOUND);
    assertEquals(experiment, ExperimentFile.parse("test", ExperimentWriter.write(experiment)));
    assertEquals(42, experiment.seed());
    assertTrue(experiment.network().unresolved());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "epochs": 2,          | "epochs": "2",               | line 19, column 15, training.epochs | found "2", allowed is a whole number
          "epochs": 2,          | "epochs": 0,                 | line 19, column 15, training.epochs | found 0, allowed is a whole number from 1 to 100000
          "epochs": 2,          | "epoch": 2,                  | training.epochs: the key "epochs" is missing | Is "epoch" meant to be "epochs"?
          "batch": 8,           | "batch": 8, "bacth": 9,      | line 18, column 26, training.bacth | unknown key "bacth"; allowed here: batch, checkpoint, device, engine, epochs, optimizer, schedule. Did you mean "batch"?
          "kernel": 5           | "kernel": 29                 | line 13, column 65, network.layers[0].kernel | found 29 in layer "conv1", whose input is [3, 28, 28], allowed is at most 28
          "type": "conv"        | "type": "convolution"        | line 13, column 16, network.layers[0].type | found "convolution", allowed is one of conv, relu
          "randomCrop": 28      | "randomCrop": 27             | data.augment.randomCrop | allowed is the network's input size, 28
          "type": "mean-image"  | "type": "mean"               | data.normalise.type | Did you mean "mean-image"?
          "schemaVersion": 1    | "schemaVersion": 2           | line 2, column 20, schemaVersion | found 2, allowed is 1
          "name": "conv1"       | "name": "fc2"                | network.layers[1].name | found "fc2", allowed is a name that no other layer has
          "name": "tiny"        | "name": "tiny", "name": "x"  | line 3, column 25 | Duplicate field 'name'
          "units": "classes"}   | "units": "classes"},         | malformed JSON | line 15
          "kernel": 5}          | "kernel": 5}, {"type": "fc", "name": "fc1", "units": "classes"} | network.layers[1].units | only the last layer is the classes'
          "input": [3, 28, 28]  | "input": [3, 28.5]           | line 11, column 14, network.input | found [3,28.5], allowed is [channels, height, width]
          "units": "classes"}   | "units": 9}, {"type": "lrn", "name": "lrn1"}, {"type": "fc", "name": "fc3", "units": 2} | network.layers[2].type | found "lrn", allowed is a layer without rows and columns after an fc
          "filters": 8, "kernel": 5} | "filters": 65536, "kernel": 5}, {"type": "fc", "name": "fc1", "units": 1048576} | network.layers[1].units | allowed is at most 536870911 weights
          "initial": 0.01       | "initial": NaN               | malformed JSON | line 21
          """)
  void saysWhereAndWhat(String sound, String broken, String place, String message) {
    assertTrue(SOUND.contains(sound), sound);
    ExperimentException e =
        assertThrows(
            ExperimentException.class,
            () -> ExperimentFile.parse("test", SOUND.replace(sound, broken)));
    String text = String.valueOf(e.getMessage());
    assertTrue(text.contains(place), text);
    assertTrue(text.contains(message), text);
    assertEquals(StudioException.Kind.BAD_INPUT, e.kind());
  }

  @Test
  void reportsAFaultOfEachPart() {
    String broken =
        SOUND
            .replace("\"batch\": 8", "\"batch\": 0")
            .replace("\"kernel\": 5", "\"kernel\": 0")
            .replace("\"shorterSide\": 32", "\"shorterSide\": true")
            .replace("\"name\": \"tiny\"", "\"name\": \"\"");
    ExperimentException e =
        assertThrows(ExperimentException.class, () -> ExperimentFile.parse("test", broken));
    assertEquals(
        List.of("data.resize.shorterSide", "network.layers[0].kernel", "training.batch"),
        e.problems().stream().map(Problem::path).toList());
  }

  @Test
  void overridesTakeTheFilesPlace(@TempDir Path folder) throws IOException, StudioException {
    Path file = Files.writeString(folder.resolve("tiny.json"), SOUND);
    Experiment experiment =
        ExperimentFile.read(
            file,
            Map.of(
                "training.epochs", "7",
                "network.layers.conv1.filters", "16",
                "network.layers.1.init.std", "0.5",
                "data.source.path", "other photos",
                "monitor.everySteps", "3"));
    assertEquals(7, experiment.training().epochs());
    assertEquals(16, ((LayerSpec.Conv) experiment.network().layers().get(0)).filters());
    assertEquals(0.5, experiment.network().output().init().std());
    assertEquals(3, experiment.monitor().everySteps());
    assertEquals(
        "other photos", ((SourceSpec.OnDisk) experiment.data().source()).path(), "as given");
  }

  @Test
  void aFolderMayBeCalledLikeANumber(@TempDir Path folder) throws IOException, StudioException {
    Path file = Files.writeString(folder.resolve("tiny.json"), SOUND);
    for (String name : List.of("2012", "2012 photos", "true")) {
      Experiment experiment = ExperimentFile.read(file, Map.of("data.source.path", name));
      assertEquals(name, ((SourceSpec.OnDisk) experiment.data().source()).path());
    }
    Experiment zip =
        ExperimentFile.read(
            file, Map.of("data.source", "{\"type\": \"zip\", \"path\": \"a.zip\"}"));
    assertEquals("zip", zip.data().source().type());
  }

  @Test
  void anEmptyFileAndAFolderAreNamedAsSuch(@TempDir Path folder) {
    ExperimentException empty =
        assertThrows(ExperimentException.class, () -> ExperimentFile.parse("test", " "));
    assertTrue(String.valueOf(empty.getMessage()).contains("the file is empty"));
    StudioException directory =
        assertThrows(StudioException.class, () -> ExperimentFile.read(folder, Map.of()));
    assertTrue(directory.remedy().contains("data.source.path=" + folder), directory.remedy());
  }

  @Test
  void relativePathsAreThoseOfTheFile(@TempDir Path folder) throws IOException, StudioException {
    Path file = Files.writeString(folder.resolve("tiny.json"), SOUND);
    Experiment experiment = ExperimentFile.read(file, Map.of());
    assertEquals(
        folder.resolve("photos").toString(),
        ((SourceSpec.OnDisk) experiment.data().source()).path());
  }

  @Test
  void whatAnOverrideBringsIsItsOwnFault(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.json"), SOUND);
    for (Map.Entry<String, String> override :
        Map.of(
                "network.layers", "[{\"type\": \"x\"}]",
                "network.layers.0", "5",
                "data", "1",
                "monitor.probes", "[3]",
                "name", "[1]",
                "training..x", "5")
            .entrySet()) {
      ExperimentException e =
          assertThrows(
              ExperimentException.class,
              () -> ExperimentFile.read(file, Map.of(override.getKey(), override.getValue())));
      assertTrue(
          e.problems().stream()
              .anyMatch(p -> p.place().equals("option --set " + override.getKey())),
          e.getMessage());
    }
  }

  @Test
  void anOverrideIsNamedAsTheFault(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("tiny.json"), SOUND);
    ExperimentException e =
        assertThrows(
            ExperimentException.class,
            () -> ExperimentFile.read(file, Map.of("training.epochs", "many")));
    assertTrue(
        String.valueOf(e.getMessage()).contains("option --set training.epochs"), e.getMessage());
    ExperimentException nowhere =
        assertThrows(
            ExperimentException.class,
            () -> ExperimentFile.read(file, Map.of("network.layers.conv9.kernel", "3")));
    assertTrue(String.valueOf(nowhere.getMessage()).contains("conv9"), nowhere.getMessage());
  }

  @Test
  void aMissingFileNamesThePresets() {
    StudioException e =
        assertThrows(
            StudioException.class, () -> ExperimentFile.read(Path.of("nowhere.json"), Map.of()));
    assertTrue(e.remedy().contains("alexnet-photos"), e.remedy());
  }
}
