package org.alexnetstudio.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackJournalTest {
  @TempDir Path folder;

  @Test
  void tornLinesAreForgottenAndDoNotSpoilThoseThatFollow() throws Exception {
    try (PackJournal journal = new PackJournal(folder)) {
      assertEquals(0, journal.done());
      journal.append(new PackJournal.Entry(10, Map.of(3, "not an image \"ä\"")));
    }
    Path file = folder.resolve(PackJournal.FILE);
    for (String torn : new String[] {"{\"done\":20,\"rej", "\0\0\0\0\n\0\0", "{\"done\":1e99}\n"}) {
      Files.writeString(file, torn, StandardOpenOption.APPEND);
      try (PackJournal journal = new PackJournal(folder)) {
        assertEquals(Map.of(3, "not an image \"ä\""), journal.rejected());
        assertEquals(10, journal.done());
      }
    }
    try (PackJournal journal = new PackJournal(folder)) {
      journal.append(new PackJournal.Entry(20, Map.of(17, "cut short")));
    }
    try (PackJournal journal = new PackJournal(folder)) {
      assertEquals(20, journal.done());
      assertEquals(2, journal.rejected().size());
    }
    assertTrue(Files.readString(file).endsWith("}\n"));
    assertEquals(2, Files.readAllLines(file).size());
  }
}
