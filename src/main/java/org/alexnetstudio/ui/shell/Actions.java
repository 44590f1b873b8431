package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.session.Caches;
import org.alexnetstudio.session.Engines;
import org.alexnetstudio.session.ModelFinder;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.experiment.ExperimentView;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FxThread;

/** What the window's commands do with experiments, runs and models. */
final class Actions {
  private final Stage stage;
  private final StudioModel model;
  private final Choices choices;
  private final ExperimentView experiment;
  private final Consumer<Place> go;
  private final Consumer<Throwable> report;
  private final Studio studio;
  private final ModelOpening opening;
  private final Consumer<List<Path>> showSamples;

  /**
   * Acts on the model.
   *
   * @param go shows a workspace
   * @param report tells the user of an error
   * @param showSamples shows images in Classify, as the starter model does them most justice
   */
  Actions(
      Stage stage,
      StudioModel model,
      Choices choices,
      ExperimentView experiment,
      Consumer<Place> go,
      Consumer<Throwable> report,
      Studio studio,
      Consumer<List<Path>> showSamples) {
    this.stage = stage;
    this.model = model;
    this.choices = choices;
    this.experiment = experiment;
    this.go = go;
    this.report = report;
    this.studio = studio;
    this.showSamples = showSamples;
    opening = new ModelOpening(stage, studio, report);
  }

  private boolean trains() {
    return model.phase().get().trains();
  }

  /** Trains the experiment that is open, or the bundled one where none is. */
  void start() {
    if (experiment.experiment().get() == null) {
      experiment.openPreset(Presets.DEFAULT);
    }
    Experiment wanted = experiment.experiment().get();
    if (wanted != null && !trains()) {
      boolean open = wanted.training().device().equals("auto");
      var unused = watch(open ? wanted.withDevice(choices.now().device()) : wanted, choices.runs());
    }
  }

  /** Trains and shows it; the future gives the run's folder when it is there. */
  CompletableFuture<Path> watch(Experiment wanted, Path runs) {
    go.accept(Place.TRAIN);
    model.start(wanted, runs);
    CompletableFuture<Path> folder = new CompletableFuture<>();
    model
        .run()
        .get()
        .details()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                folder.complete(now.folder());
              }
            });
    var unused =
        model
            .ended()
            .thenRun(
                () ->
                    folder.completeExceptionally(
                        new CancellationException("it ended before it began")));
    return folder;
  }

  /** Stops the training; the future completes when it has ended. */
  CompletableFuture<RunOutcome> stop() {
    model.stop();
    return model.ended();
  }

  void resumeRun() {
    go.accept(Place.TRAIN);
    model.resumeRun();
  }

  void watchBundled() {
    if (experiment.openPreset(Presets.DEFAULT)) {
      start();
    }
  }

  void askForFolder() {
    FilePrompts.folder(stage, "Folder with a folder of pictures for each class", Path.of(""))
        .ifPresent(this::trainOn);
  }

  void trainOn(Path folder) {
    go.accept(Place.EXPERIMENT);
    experiment.trainOn(folder);
  }

  void openPreset(String name) {
    go.accept(Place.EXPERIMENT);
    experiment.openPreset(name);
  }

  void openExperiment(Path file) {
    go.accept(Place.EXPERIMENT);
    experiment.open(file);
  }

  void askForRun() {
    FilePrompts.folder(stage, "Open a run", choices.runs()).ifPresent(this::openRun);
  }

  void openRun(Path run) {
    if (trains()) {
      report.accept(
          StudioException.badInput(
              "The run " + run.getFileName() + " is not opened",
              "a training is under way in this window",
              "Stop it first, or lay the run over its curves: Curves, More, Add a run."));
    } else {
      go.accept(Place.TRAIN);
      model.open(run);
    }
  }

  void askForModel() {
    modelFile().ifPresent(this::openModel);
  }

  private Optional<Path> modelFile() {
    return FilePrompts.open(
        stage,
        "Open a model",
        FilePrompts.Kind.of("Models and weights", ModelFinder.ENDINGS.toArray(String[]::new)),
        choices.runs());
  }

  void openModel(Path path) {
    if (trains()) {
      report.accept(
          StudioException.badInput(
              "The model " + path.getFileName() + " is not opened",
              "a training is under way in this window, and its weights answer",
              "Stop it first."));
    } else {
      opening.find(path, this::showModel);
    }
  }

  private void showModel(Path path) {
    go.accept(Place.CLASSIFY);
    model.openModel(path);
  }

  /** Opens the model that comes with the program, and shows it at work on the sample images. */
  void tryStarter() {
    Optional<Path> starter = studio.starterModel();
    if (starter.isPresent()) {
      showModel(starter.get());
      FxThread.whenDone(studio.images().samples(), showSamples, report);
    } else {
      askForModel();
    }
  }

  /** Fetches the weights that know ImageNet's thousand classes, once, and opens them. */
  void getImageNet() {
    opening.getImageNet(this::showModel);
  }

  /** Opens an experiment that trains the opened model on; asks for one where none is. */
  void fineTune() {
    Path opened = model.model().get();
    Optional<Path> trained = opened == null ? modelFile() : Optional.of(opened);
    trained.ifPresent(
        path -> {
          go.accept(Place.EXPERIMENT);
          experiment.fineTune(path);
        });
  }

  void askForPicture() {
    FilePrompts.open(stage, "Add a picture", FilePrompts.Kind.IMAGES).ifPresent(model::pin);
  }

  void settings() {
    // In this order.
    Map<String, EngineRow> engines = new LinkedHashMap<>();
    for (Engines.Name name : Engines.Name.values()) {
      engines.put(name.text(), new EngineRow(studio.engines(), name));
    }
    Map<String, CacheRow> cache = new LinkedHashMap<>();
    cache.put(
        "Prepared images",
        new CacheRow(
            studio.caches(),
            Caches.Part.IMAGES,
            "the prepared images",
            "Your own images stay. The next training or evaluation prepares its images once more.",
            model.phase()));
    cache.put(
        "Fetched models",
        new CacheRow(
            studio.caches(),
            Caches.Part.MODELS,
            "the fetched and imported models",
            "Files of weights of your own stay; ImageNet's weights are fetched once more when you ask"
                + " for them. What is open in this window stays.",
            model.phase()));
    new PreferencesDialog(stage, choices.now(), choices.path(), engines, cache, choices::choose)
        .showAndWait();
    choices.write();
  }
}
