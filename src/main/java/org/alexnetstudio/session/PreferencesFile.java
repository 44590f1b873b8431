package org.alexnetstudio.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.alexnetstudio.run.AtomicFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's preferences on the disk: one JSON file. */
public final class PreferencesFile {
  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // A newer program may have written it.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;

  /** The file {@code preferences.json} of a folder, which need not be there. */
  public PreferencesFile(Path folder) {
    file = folder.resolve("preferences.json");
  }

  /** Has Java load what reading takes, on a thread that can spare the time. */
  public static void prepare() {
    LOG.debug("{}", MAPPER.convertValue(Preferences.DEFAULT, Preferences.class));
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /** What it says; the defaults where it is missing or damaged, and then the log says so. */
  public Preferences read() {
    try {
      return MAPPER.treeToValue(
          MAPPER
              .<ObjectNode>valueToTree(Preferences.DEFAULT)
              .setAll((ObjectNode) MAPPER.readTree(Files.readString(file))),
          Preferences.class);
    } catch (NoSuchFileException e) {
      return Preferences.DEFAULT;
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      LOG.warn("The preferences in {} can't be read, the defaults count: {}", file, e.getMessage());
      return Preferences.DEFAULT;
    }
  }

  /** Writes them; where that fails the log says so: nobody should lose a training over it. */
  public void write(Preferences preferences) {
    try {
      AtomicFiles.write(file, MAPPER.writeValueAsString(preferences));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts and numbers can't fail to be written", e);
    } catch (IOException e) {
      LOG.warn("The preferences can't be written to {}: {}", file, e.getMessage());
    }
  }
}
