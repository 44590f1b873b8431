package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilePromptsTest {

  @Test
  void dialogsBeginOnlyWhereThereIsAFolder() {
    assertEquals(Optional.empty(), FilePrompts.beginning(Path.of("no such folder")));
    assertEquals(Optional.empty(), FilePrompts.beginning(Path.of("pom.xml")));
    // The current folder, whose empty name the dialogs refuse.
    assertTrue(FilePrompts.beginning(Path.of("")).map(File::isDirectory).orElse(false));
  }
}
