package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.collections.ObservableList;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.SourceSpec;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/** Opens and saves; asks before changes are lost. */
final class ExperimentActions {
  private static final int RECENT = 10;
  private static final String PHOTOS = "alexnet-photos";

  private final Studio studio;
  private final ExperimentModel model;
  private final ObservableList<Path> recent;
  private final ExperimentPrompts prompts;

  ExperimentActions(
      Studio studio,
      ExperimentModel model,
      ObservableList<Path> recent,
      ExperimentPrompts prompts) {
    this.studio = studio;
    this.model = model;
    this.recent = recent;
    this.prompts = prompts;
  }

  boolean openPreset(String name) {
    boolean leaves = confirmLeave();
    if (leaves) {
      model.openPreset(name, Presets.text(name));
    }
    return leaves;
  }

  void askAndOpen() {
    prompts.fileToOpen().ifPresent(this::open);
  }

  void open(Path file) {
    if (!confirmLeave()) {
      return;
    }
    FxThread.whenDone(
        studio.experiments().read(file),
        text -> {
          model.openFile(file, text);
          remember(file);
        },
        problem -> {
          recent.remove(file);
          prompts.problem(problem);
        });
  }

  /** Opens an experiment that starts from a model. */
  void fineTune(Path trained) {
    if (!confirmLeave()) {
      return;
    }
    FxThread.whenDone(
        studio.experiments().fineTuning(trained),
        text -> model.openNew("fine-tuning", text),
        prompts::problem);
  }

  /** Trains on the images at a path: those of the open experiment, or of the preset for photos. */
  void trainOn(Path images) {
    FxThread.whenDone(studio.dataPreview().detect(images), this::takeSource, prompts::problem);
  }

  private void takeSource(SourceSpec source) {
    ExperimentText text = model.content().get();
    boolean fits = text != null && text.isJson();
    if (!fits && !openPreset(PHOTOS)) {
      return;
    }
    if (source instanceof SourceSpec.OnDisk onDisk) {
      Path path = Path.of(onDisk.path()).toAbsolutePath().normalize();
      model.change("data.source", now -> withSource(now, onDisk.type(), path.toString()));
    }
  }

  private static ExperimentText withSource(ExperimentText text, String type, String path) {
    if (text.value("data.source.path").isEmpty()) {
      return text.withJson(
          "data.source",
          "{\"type\": \"" + type + "\", \"path\": " + ExperimentText.quoted(path) + "}");
    }
    return text.withText("data.source.type", type).withText("data.source.path", path);
  }

  void save() {
    write(model.file().get());
  }

  void saveAs() {
    write(null);
  }

  private void write(@Nullable Path file) {
    int opening = model.opening();
    FxThread.whenDone(
        written(file),
        saved -> {
          // Something else may have been opened meanwhile.
          if (saved != null && model.opening() == opening) {
            take(saved);
          }
        },
        prompts::problem);
  }

  private record Saved(Path file, String text) {}

  /** Writes to {@code file}, or to one that is asked for; null where none is chosen. */
  private CompletableFuture<@Nullable Saved> written(@Nullable Path file) {
    ExperimentText text = model.content().get();
    Path target = text == null || file != null ? file : askForFile(text).orElse(null);
    if (text == null || target == null) {
      return CompletableFuture.completedFuture(null);
    }
    String json = text.text();
    return studio.experiments().write(target, json).thenApply(path -> new Saved(path, json));
  }

  private void take(Saved saved) {
    model.savedTo(saved.file(), saved.text());
    remember(saved.file());
  }

  private Optional<Path> askForFile(ExperimentText text) {
    Path now = model.file().get();
    String name = text.value("name").orElse("experiment") + ".json";
    return prompts
        .fileToSave(now == null ? name : now.getFileName().toString())
        .map(
            chosen ->
                chosen.getFileName().toString().contains(".")
                    ? chosen
                    : chosen.resolveSibling(chosen.getFileName() + ".json"));
  }

  private void remember(Path file) {
    Path path = file.toAbsolutePath().normalize();
    recent.remove(path);
    recent.add(0, path);
    while (recent.size() > RECENT) {
      recent.remove(recent.size() - 1);
    }
  }

  /** Whether what is open may go; asks where it has changes. */
  boolean confirmLeave() {
    if (!model.edited().get()) {
      return true;
    }
    return switch (prompts.leave(model.title())) {
      case DISCARD -> true;
      case CANCEL -> false;
      case SAVE -> saveNow();
    };
  }

  /** Waits for the small file: the window may close right after. */
  private boolean saveNow() {
    try {
      Saved saved = written(model.file().get()).join();
      if (saved != null) {
        take(saved);
      }
      return saved != null;
    } catch (CompletionException failed) {
      prompts.problem(failed.getCause() == null ? failed : failed.getCause());
      return false;
    }
  }
}
