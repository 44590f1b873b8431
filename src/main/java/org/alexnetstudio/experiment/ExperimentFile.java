package org.alexnetstudio.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** Reads experiment files and checks them. */
public final class ExperimentFile {
  private ExperimentFile() {}

  /**
   * Reads a file. Relative paths in it become paths below the file's folder.
   *
   * @param overrides values that take the place of the file's, by their path in the document, such
   *     as {@code training.epochs}; relative paths among them are those of the current folder
   * @throws ExperimentException where the content is at fault
   * @throws StudioException where the file can't be read
   */
  public static Experiment read(Path file, Map<String, String> overrides) throws StudioException {
    if (Files.isDirectory(file)) {
      throw StudioException.badInput(
          "Can't read the experiment " + file,
          "it is a folder",
          "To train on the images in it: alexnet-studio train alexnet-photos --set data.source.path="
              + file);
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw StudioException.badInput(
          "Can't read the experiment " + file, "it is not a UTF-8 text", "Name a JSON file.", e);
    } catch (IOException e) {
      throw StudioException.badInput(
          "Can't read the experiment " + file,
          IoReason.of(e),
          "Name a JSON file, or one of the presets: " + String.join(", ", Presets.names()) + ".",
          e);
    }
    Path folder = file.toAbsolutePath().getParent();
    return parse(file.toString(), text, folder == null ? Path.of("") : folder, overrides);
  }

  /**
   * Reads a text, named {@code name} in messages. Paths in it stay as they are: it may have been
   * written on another system.
   */
  public static Experiment parse(String name, String text) throws ExperimentException {
    return sound(name, new JsonDocument(name, text), new ArrayList<>());
  }

  /**
   * Reads a text, named {@code name} in messages.
   *
   * @param folder relative paths in the text are below it
   * @param overrides values that take the place of the text's, by their path in the document
   */
  public static Experiment parse(
      String name, String text, Path folder, Map<String, String> overrides)
      throws ExperimentException {
    JsonDocument document = new JsonDocument(name, text);
    PathResolver.belowFolder(document, folder);
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      document.override(
          override.getKey(), override.getValue(), "option --set " + override.getKey());
    }
    List<Problem> problems = new ArrayList<>();
    PathResolver.check(document, problems);
    return sound(name, document, problems);
  }

  private static Experiment sound(String name, JsonDocument document, List<Problem> problems)
      throws ExperimentException {
    Experiment experiment = new ExperimentDecoder(document, problems).decode();
    if (experiment == null || !problems.isEmpty()) {
      throw new ExperimentException(name, problems);
    }
    return experiment;
  }
}
