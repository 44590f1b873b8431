package org.alexnetstudio.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the preparation of a pack is: one line of JSON for each chunk whose bytes are safely on
 * disk. A line that a kill has torn is forgotten, and with it its chunk.
 */
final class PackJournal implements Closeable {
  static final String FILE = "journal.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** After one chunk: how many listed images are through, and why some of this chunk are not in. */
  record Entry(int done, Map<Integer, String> rejected) {}

  private final FileChannel channel;
  private final Map<Integer, String> rejected = new TreeMap<>();
  private int done;

  /** Opens the journal of {@code folder} and reads what is there. */
  PackJournal(Path folder) throws IOException {
    channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    byte[] bytes = new byte[(int) channel.size()];
    channel.read(ByteBuffer.wrap(bytes), 0);
    int good = 0;
    for (int end = 0; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        try {
          remember(JSON.readValue(bytes, good, end - good, Entry.class));
        } catch (IOException | RuntimeException torn) {
          break;
        }
        good = end + 1;
      }
    }
    channel.truncate(good);
    channel.position(good);
  }

  private void remember(Entry entry) {
    done = entry.done;
    rejected.putAll(entry.rejected);
  }

  /** How many of the listed images are through. */
  int done() {
    return done;
  }

  /** Why images are not in the pack, by their number in the listing. */
  Map<Integer, String> rejected() {
    return rejected;
  }

  /** Notes a finished chunk and forces the note to disk. */
  void append(Entry entry) throws IOException {
    byte[] line = (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(true);
    remember(entry);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
