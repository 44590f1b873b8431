package org.alexnetstudio.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.DataSpec;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a pack: decodes in parallel, writes in order, chunk by chunk, each forced to disk before
 * the journal names it; the index comes last.
 */
final class PackWriter {
  private static final int CHUNK_BYTES = 64 << 20;
  private static final int MAX_CHUNK = 4096;
  private static final int AHEAD_BYTES = 64 << 20;
  private static final long SPARE_BYTES = 64L << 20;

  /** One decoded image: its bytes, or why there are none. */
  private record Decoded(byte[] pixels, @Nullable String rejection) {}

  private final Path folder;
  private final String sourcePlace;
  private final ImageSource source;
  private final ImageDecoder decoder;
  private final int channels;
  private final int side;
  private final int imageBytes;
  private final PrepareListener listener;
  private final BooleanSupplier cancelled;

  PackWriter(
      Path folder,
      DataSpec data,
      int channels,
      ImageSource source,
      PrepareListener listener,
      BooleanSupplier cancelled) {
    this.folder = folder;
    this.sourcePlace = Fingerprint.place(data.source());
    this.source = source;
    this.decoder = new ImageDecoder(data.resize(), channels);
    this.channels = channels;
    this.side = data.resize().crop();
    this.imageBytes = channels * side * side;
    this.listener = listener;
    this.cancelled = cancelled;
  }

  /** Goes on where the journal ends, and returns the index of the whole pack. */
  PackIndex write() throws IOException, StudioException {
    Map<Integer, String> rejected;
    try (PackJournal journal = new PackJournal(folder);
        FileChannel data =
            FileChannel.open(
                folder.resolve(PackIndex.DATA_FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
      long end = (long) (journal.done() - journal.rejected().size()) * imageBytes;
      checkSpace(source.images().size() - journal.done());
      if (data.size() < end) {
        throw new IOException(
            "the prepared part in "
                + folder
                + " is shorter than its journal says: delete this folder");
      }
      data.truncate(end);
      data.position(end);
      decodeRest(journal, data);
      rejected = journal.rejected();
    }
    Optional<StudioException> fault = emptyClass(rejected);
    if (fault.isPresent()) {
      Files.deleteIfExists(folder.resolve(PackIndex.DATA_FILE));
      Files.deleteIfExists(folder.resolve(PackJournal.FILE));
      throw fault.get();
    }
    PackIndex index = index(rejected);
    index.write(folder);
    Files.deleteIfExists(folder.resolve(PackJournal.FILE));
    return index;
  }

  private void checkSpace(int images) throws IOException, StudioException {
    long needed = (long) images * imageBytes + SPARE_BYTES;
    long free = Files.getFileStore(folder).getUsableSpace();
    if (needed > free) {
      throw StudioException.badInput(
          "Not enough disk space to prepare " + images + " images in " + folder,
          String.format(
              Locale.ROOT, "%.1f GB are needed and %.1f GB are free", needed / 1e9, free / 1e9),
          "Free some space or name a cache folder on another drive by ALEXNET_STUDIO_CACHE; what is prepared is kept.",
          null);
    }
  }

  private void decodeRest(PackJournal journal, FileChannel data)
      throws IOException, StudioException {
    int total = source.images().size();
    int chunk = Math.max(1, Math.min(MAX_CHUNK, CHUNK_BYTES / imageBytes));
    int workers = Runtime.getRuntime().availableProcessors();
    int ahead = Math.max(2 * workers, Math.min(512, AHEAD_BYTES / imageBytes));
    ExecutorService pool = Executors.newFixedThreadPool(workers, DataThreads.named("decode"));
    try {
      Deque<Future<Decoded>> queue = new ArrayDeque<>();
      int submitted = journal.done();
      while (journal.done() < total) {
        int end = Math.min(total, journal.done() + chunk);
        Map<Integer, String> rejected = new TreeMap<>();
        for (int number = journal.done(); number < end; number++) {
          while (submitted < total && queue.size() < ahead) {
            int next = submitted++;
            queue.add(pool.submit(() -> decode(next)));
          }
          Decoded decoded = await(queue.remove());
          if (decoded.rejection != null) {
            rejected.put(number, decoded.rejection);
          } else {
            writeAll(data, decoded.pixels);
          }
          listener.progress(number + 1, total);
        }
        data.force(false);
        journal.append(new PackJournal.Entry(end, rejected));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private Decoded decode(int number) throws IOException, StudioException {
    try {
      return new Decoded(source.read(number, decoder), null);
    } catch (StudioException unusable) {
      if (unusable.kind() == StudioException.Kind.FAILED) {
        throw unusable;
      }
      return new Decoded(new byte[0], unusable.why());
    } catch (IOException unreadable) {
      // Not the image's fault, so it must not be kept as a rejected one.
      throw StudioException.failed(
          "Cannot read " + source.images().get(number).name() + " of " + sourcePlace,
          IoReason.of(unreadable),
          "Check that its drive is connected and the file may be read, then start again; what is"
              + " prepared is kept.",
          unreadable);
    }
  }

  private Decoded await(Future<Decoded> decoding) throws IOException, StudioException {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    try {
      return decoding.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof StudioException known) {
        throw known;
      }
      throw new IllegalStateException("Decoding failed", cause);
    }
  }

  private static void writeAll(FileChannel data, byte[] pixels) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(pixels);
    while (buffer.hasRemaining()) {
      data.write(buffer);
    }
  }

  private Optional<StudioException> emptyClass(Map<Integer, String> rejected) {
    int[] usable = new int[source.classNames().size()];
    for (int i = 0; i < source.images().size(); i++) {
      SourceImage image = source.images().get(i);
      usable[image.label()] += image.validation() || rejected.containsKey(i) ? 0 : 1;
    }
    for (int label = 0; label < usable.length; label++) {
      if (usable[label] == 0) {
        return Optional.of(emptyClass(label, rejected));
      }
    }
    return Optional.empty();
  }

  private StudioException emptyClass(int label, Map<Integer, String> rejected) {
    String why = "none of its images exists";
    for (Map.Entry<Integer, String> entry : rejected.entrySet()) {
      SourceImage image = source.images().get(entry.getKey());
      if (image.label() == label) {
        why = "all its images were rejected, such as " + image.name() + ": " + entry.getValue();
        break;
      }
    }
    return StudioException.badInput(
        "No usable image of class '" + source.classNames().get(label) + "' in " + sourcePlace,
        why,
        "Replace these images, or remove the class.");
  }

  private PackIndex index(Map<Integer, String> rejected) {
    List<String> names = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    List<RejectedImage> unusable = new ArrayList<>(source.missing());
    for (int i = 0; i < source.images().size(); i++) {
      SourceImage image = source.images().get(i);
      String reason = rejected.get(i);
      if (reason != null) {
        unusable.add(new RejectedImage(image.name(), reason));
        continue;
      }
      if (image.validation()) {
        validation.add(names.size());
      }
      names.add(image.name());
      labels.add(image.label());
    }
    return new PackIndex(
        PackIndex.FORMAT,
        sourcePlace,
        channels,
        side,
        source.classNames(),
        names,
        labels,
        validation,
        unusable);
  }
}
