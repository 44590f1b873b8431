package org.alexnetstudio.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/** The making of a run's folder: under a temporary name, renamed when all is in it. */
final class NewRunFolder {
  private static final List<String> SUBFOLDERS =
      List.of(RunFolder.CHECKPOINTS, RunFolder.TIMELINE, RunFolder.EXPORTS);

  /** With time and number, below the 255 that file systems allow. */
  private static final int MAX_NAME_BYTES = 200;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private NewRunFolder() {}

  /** Returns the new folder. */
  static Path create(
      Path runsFolder, String experimentName, String experimentJson, RunInfo info, LocalDateTime at)
      throws StudioException {
    Disk disk = new Disk();
    Path temporary = runsFolder.resolve(".new-" + UUID.randomUUID());
    try {
      createRunsFolder(runsFolder);
      try {
        for (String folder : SUBFOLDERS) {
          disk.createFolder(temporary.resolve(folder));
        }
        AtomicFiles.write(temporary.resolve(RunFolder.EXPERIMENT), experimentJson);
        AtomicFiles.write(temporary.resolve(RunFolder.INFO), RunJson.write(info));
        Path folder =
            rename(temporary, runsFolder, TIME.format(at) + "_" + allowed(experimentName));
        disk.syncFolder(runsFolder);
        return folder;
      } catch (IOException e) {
        discard(temporary, disk, e);
        throw e;
      }
    } catch (IOException e) {
      throw impossible(runsFolder, e);
    }
  }

  private static StudioException impossible(Path runsFolder, IOException e) {
    return StudioException.badInput(
        runsFolder + ": no run can be created there",
        IoReason.of(e),
        "Choose a folder for runs that exists, that you may write to, and whose disk has room.",
        e);
  }

  /** Refuses a folder in which {@link #create} would fail, before anything long is done for it. */
  static void check(Path runsFolder) throws StudioException {
    try {
      createRunsFolder(runsFolder);
      Files.delete(Files.createTempFile(runsFolder, ".check-", ".tmp"));
    } catch (IOException e) {
      throw impossible(runsFolder, e);
    }
  }

  private static void createRunsFolder(Path runsFolder) throws IOException {
    Path above = runsFolder.toAbsolutePath().getParent();
    if (above != null && !Files.isDirectory(above)) {
      // Not created: it may be the place of a disk that is not connected.
      throw new NoSuchFileException(above.toString());
    }
    if (!Files.isDirectory(runsFolder)) {
      Files.createDirectory(runsFolder);
    }
  }

  private static Path rename(Path temporary, Path runsFolder, String name) throws IOException {
    String base = encodable(name, runsFolder.getFileSystem());
    for (int number = 1; ; number++) {
      Path folder = runsFolder.resolve(number == 1 ? base : base + "-" + number);
      if (Files.exists(folder)) {
        continue;
      }
      try {
        Files.move(temporary, folder);
        return folder;
      } catch (FileSystemException e) {
        // Another process may have taken the name just now.
        if (!Files.exists(folder)) {
          throw e;
        }
      }
    }
  }

  private static String allowed(String experimentName) {
    String name = experimentName.replaceAll("[^\\p{L}\\p{N} ._-]", "_");
    while (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
    }
    // Windows drops dots and spaces at the end.
    return name.replaceAll("[ .]+$", "");
  }

  /** In the locale "C", as on many servers, Java 17 knows only ASCII file names. */
  private static String encodable(String name, FileSystem fileSystem) {
    try {
      return fileSystem.getPath(name).toString();
    } catch (InvalidPathException e) {
      return name.replaceAll("[^ -~]", "_");
    }
  }

  private static void discard(Path temporary, Disk disk, IOException cause) {
    try {
      for (String folder : SUBFOLDERS) {
        disk.delete(temporary.resolve(folder));
      }
      disk.deleteFolder(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
