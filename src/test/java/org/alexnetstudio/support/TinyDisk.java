package org.alexnetstudio.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is soon full; tests that need it skip where none can be mounted. */
public final class TinyDisk implements AutoCloseable {
  private final Path folder;

  private TinyDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk of {@code kilobytes} at {@code folder}, which is created. */
  public static TinyDisk mount(Path folder, int kilobytes) throws Exception {
    Files.createDirectories(folder);
    boolean mounted =
        mount("-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString());
    Assumptions.assumeTrue(mounted, "skipped: this system lets us mount no small disk");
    return new TinyDisk(folder);
  }

  /** Makes room. */
  public void enlarge(int kilobytes) throws Exception {
    if (!mount("-o", "remount,size=" + kilobytes + "k", folder.toString())) {
      throw new IOException("can't enlarge " + folder);
    }
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  private static boolean mount(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "mount";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return succeeds(command);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    // Lazily, as a mapped file may keep it busy until it is collected.
    if (!succeeds("umount", "-l", folder.toString())) {
      throw new IOException("can't unmount " + folder);
    }
  }
}
