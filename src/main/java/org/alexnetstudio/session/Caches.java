package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.PackedImages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cache holds, and how it is cleared; every method returns at once. */
public final class Caches {
  private static final Logger LOG = LoggerFactory.getLogger(Caches.class);

  /** What can be cleared by itself. */
  public enum Part {
    /** Images prepared for trainings, and what models make of them. */
    IMAGES,
    /** Weights that were fetched, and models made of other programs' weights. */
    MODELS
  }

  /**
   * What clearing did.
   *
   * @param bytes that are free now
   * @param kept how many packs of images, models and files stay, as they are in use
   */
  public record Cleared(long bytes, int kept) {}

  private final AppFolders folders;
  private final Executor background;
  private final BooleanSupplier trains;
  private final Supplier<@Nullable Path> model;

  /**
   * Looks after a cache.
   *
   * @param trains whether a training is under way in this program
   * @param model what the network that answers was opened from
   */
  Caches(
      AppFolders folders,
      Executor background,
      BooleanSupplier trains,
      Supplier<@Nullable Path> model) {
    this.folders = folders;
    this.background = background;
    this.trains = trains;
    this.model = model;
  }

  /** Where all of it lies. */
  public Path folder() {
    return folders.cache();
  }

  /** How many bytes a part takes. */
  public CompletableFuture<Long> bytes(Part part) {
    return Work.submit(
        () -> {
          long bytes = 0;
          for (Path each : items(part)) {
            bytes += bytes(each);
          }
          return bytes;
        },
        background);
  }

  /**
   * Deletes what is in a part, but not what is in use; fails where a training is under way in this
   * program. A cancelled future ends it after the item at hand.
   *
   * @param progress told on a background thread
   */
  public CompletableFuture<Cleared> clear(Part part, Activity.Progress progress) {
    CompletableFuture<Cleared> answer = new CompletableFuture<>();
    Activity activity = new Activity(progress, answer::isDone);
    return Work.submit(() -> clear(part, activity), background, answer);
  }

  private Cleared clear(Part part, Activity activity) throws IOException, StudioException {
    List<Path> items = items(part);
    long bytes = 0;
    int kept = 0;
    for (int i = 0; i < items.size(); i++) {
      activity.checkCancelled();
      if (trains.getAsBoolean()) {
        throw StudioException.badInput(
            "The cache is not cleared",
            "a training is under way in this window, and may need it",
            "Stop the training, or clear the cache when it has ended.");
      }
      long size = bytes(items.get(i));
      if (deleted(items.get(i))) {
        bytes += size;
      } else {
        kept++;
      }
      activity.progress().report("Clearing", i + 1, items.size());
    }
    return new Cleared(bytes, kept);
  }

  private List<Path> items(Part part) throws IOException {
    List<Path> items = new ArrayList<>();
    List<Path> places =
        part == Part.IMAGES
            ? List.of(folders.imageCache(), folders.featureCache())
            : List.of(folders.importedModels(), folders.downloads());
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> found = Files.list(place)) {
          found.filter(each -> !ImportedModels.isUnfinished(each)).forEach(items::add);
        }
      }
    }
    return items;
  }

  private static long bytes(Path item) throws IOException {
    long bytes = 0;
    try (Stream<Path> all = Files.walk(item)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    } catch (NoSuchFileException gone) {
      // Others may clear it too, and unfinished files come and go.
      return bytes;
    }
    return bytes;
  }

  private boolean deleted(Path item) {
    Path opened = model.get();
    if (opened != null && opened.toAbsolutePath().startsWith(item.toAbsolutePath())) {
      return false;
    }
    try {
      if (!Files.isDirectory(item)) {
        Files.deleteIfExists(item);
      } else if (folders.imageCache().equals(item.getParent())) {
        return PackedImages.delete(item);
      } else {
        ImportedModels.delete(item);
      }
      return true;
    } catch (IOException e) {
      LOG.warn("{} can't be deleted: {}", item, e.getMessage());
      return false;
    }
  }
}
