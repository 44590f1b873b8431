package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.util.Duration;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/**
 * The workspace in which images are classified: by the network that learns, with its weights of the
 * moment, or by the model opened last.
 */
public final class ClassifyView extends StackPane {
  private static final Duration LOOK_AGAIN = Duration.millis(250);
  private static final String GROUP = "Classify";

  private final FilePrompt prompt;
  private final Consumer<Path> pin;
  private final ClassifyModel model;
  private final WhyModel why;
  private final NeighboursModel nearest;
  private final Incoming incoming;
  private final ResultFiles saved;
  private final ClassifyCommands commands;
  private final PicturePane picture;
  private final ClassifyLayout layout;

  /**
   * The workspace, empty.
   *
   * @param network the run or model opened in {@link Studio#network}; null where there is none
   * @param training whether a training is under way, its preparation included
   * @param openModel asks for a run or a model and opens it
   * @param fineTune opens an experiment that trains the model on
   * @param toNetwork what can be done where there is no network, the best first
   * @param pin makes an image a probe of the training
   */
  public ClassifyView(
      Studio studio,
      ReadOnlyObjectProperty<@Nullable Path> network,
      ObservableBooleanValue training,
      Command openModel,
      Command fineTune,
      List<Command> toNetwork,
      Consumer<Path> pin) {
    this(
        studio,
        Questions.to(studio.network()),
        studio.explorer(),
        FilePrompt.SYSTEM,
        network,
        training,
        openModel,
        fineTune,
        toNetwork,
        pin);
  }

  ClassifyView(
      Studio studio,
      Questions questions,
      Explorer explorer,
      FilePrompt prompt,
      ReadOnlyObjectProperty<@Nullable Path> network,
      ObservableBooleanValue training,
      Command openModel,
      Command fineTune,
      List<Command> toNetwork,
      Consumer<Path> pin) {
    ImageFiles files = studio.images();
    this.prompt = prompt;
    this.pin = pin;
    model = new ClassifyModel(questions, files::find, FxThread::run);
    why = new WhyModel(explorer, FxThread::run);
    nearest = new NeighboursModel(explorer, FxThread::run);
    incoming = new Incoming(model, files);
    saved = new ResultFiles(this, files, prompt, model.notice()::set);
    commands = createCommands(openModel, fineTune, toNetwork);
    Thumbnails thumbnails = new Thumbnails(path -> studio.thumbnail(path, Thumbnails.SIDE));
    picture = new PicturePane(model, why, files::show, commands);
    layout =
        new ClassifyLayout(
            new EmptyWorkspace(model, commands, thumbnails, files).frame(),
            new ImagesPane(model, commands, thumbnails),
            picture.frame(),
            new NeighboursPane(nearest, commands.nearest(), commands.cancel()).frame(),
            new TopFivePane(model, why, network, training, commands).frame());
    getStyleClass().add("classify");
    setMinSize(0, 0);
    getChildren().addAll(layout, new DropOverlay(this, incoming));
    ChosenResult.listen(model, this::explain);
    followWeights(network, training);
    disableCommands(training);
  }

  private ClassifyCommands createCommands(
      Command openModel, Command fineTune, List<Command> toNetwork) {
    return new ClassifyCommands(
        command("Open images…", "Shortcut+O", () -> add(prompt.openImages(window()))),
        command(
            "Open a folder…",
            "Shortcut+Shift+O",
            () -> add(prompt.openFolder(window()).stream().toList())),
        command("Paste", "Shortcut+V", () -> incoming.take(Clipboard.getSystemClipboard())),
        command("Remove", "Delete", () -> chosen().ifPresent(item -> model.remove(List.of(item)))),
        command("Classify again", "Shortcut+R", model::classifyAgain),
        command("Ten crops", "T", () -> model.tenCrop().set(!model.tenCrop().get())),
        command("Export CSV…", "Shortcut+E", () -> saved.export(model.items())),
        command("Copy result", "Shortcut+C", () -> chosen().ifPresent(ResultFiles::copy)),
        command(
            "Save result…",
            "Shortcut+S",
            () -> chosen().ifPresent(item -> saved.save(item, picture.shown()))),
        command("Pin as probe", "P", () -> chosen().map(ImageItem::path).ifPresent(pin)),
        command("Next way to explain", "W", this::nextWay),
        command("Find nearest training images", "N", this::findNearest),
        command(
            "Save the colours as a picture…",
            "Shortcut+Alt+S",
            () -> saved.savePicture(why.latest().answer().get(), picture.explained())),
        command(
            "Save the numbers for NumPy…",
            "",
            () -> saved.saveNumbers(why.latest().answer().get())),
        command(
            "Copy the picture with its colours",
            "Shortcut+Alt+C",
            () -> ResultFiles.copy(picture.explained())),
        command("Cancel, or back to all panes", "Esc", this::cancel),
        openModel,
        fineTune,
        toNetwork);
  }

  private static Command command(String name, String key, Runnable action) {
    return new Command(GROUP, name, key, action);
  }

  private void disableCommands(ObservableBooleanValue training) {
    var nothing = Bindings.isEmpty(model.items());
    var noneChosen = model.chosen().isNull();
    commands.remove().disabled().bind(noneChosen);
    commands.again().disabled().bind(nothing);
    commands.export().disabled().bind(nothing);
    commands.copy().disabled().bind(noneChosen);
    commands.save().disabled().bind(noneChosen);
    commands.nextWay().disabled().bind(noneChosen);
    commands.nearest().disabled().bind(noneChosen);
    var nothingExplained =
        Bindings.createBooleanBinding(() -> !why.isCurrent(), why.latest().answer(), why.method());
    commands.saveWhy().disabled().bind(nothingExplained);
    commands.saveNumbers().disabled().bind(nothingExplained);
    commands.copyWhy().disabled().bind(nothingExplained);
    commands
        .cancel()
        .disabled()
        .bind(
            model
                .counts()
                .pending()
                .isEqualTo(0)
                .and(model.searching().not())
                .and(why.latest().pending().not())
                .and(nearest.latest().pending().not())
                .and(layout.maximising().pane().isNull()));
    commands.pin().disabled().bind(noneChosen.or(Bindings.not(training)));
  }

  /** What is explained is the chosen image, by the weights that classified it. */
  private void explain() {
    ImageItem item = model.chosen().get();
    Classification now = item == null ? Classification.NEW : item.now();
    Answer<List<Prediction>> answer = now.state() == State.FAILED ? null : now.answer();
    why.show(item == null ? null : item.path(), answer, answer == null ? null : first(answer));
    nearest.show(item == null ? null : item.path(), answer == null ? null : answer.weights());
  }

  private static @Nullable ExplainedClass first(Answer<List<Prediction>> answer) {
    return answer.value().stream()
        .findFirst()
        .map(each -> new ExplainedClass(each.classIndex(), each.className()))
        .orElse(null);
  }

  private void nextWay() {
    List<WhyMethod> all = List.of(WhyMethod.values());
    why.method().set(all.get((all.indexOf(why.method().get()) + 1) % all.size()));
  }

  private void findNearest() {
    layout.showNearest();
    nearest.find();
  }

  /** Answers of other weights replace the ones that are shown. */
  private void followWeights(
      ReadOnlyObjectProperty<@Nullable Path> network, ObservableBooleanValue training) {
    network.addListener(
        (property, before, now) -> {
          if (now != null && !training.get()) {
            model.classifyAgain();
          }
        });
    training.addListener(
        (property, before, now) -> {
          if (!now) {
            model.classifyAgain();
          }
        });
    PauseTransition pause = new PauseTransition(LOOK_AGAIN);
    pause.setOnFinished(
        event -> {
          model.goOn();
          if (model.unanswerable().get()) {
            pause.playFromStart();
          }
        });
    model
        .unanswerable()
        .addListener(
            (property, before, now) -> {
              if (now) {
                pause.playFromStart();
              }
            });
  }

  private Optional<ImageItem> chosen() {
    return Optional.ofNullable(model.chosen().get());
  }

  private @Nullable Window window() {
    return getScene() == null ? null : getScene().getWindow();
  }

  /** Takes images and folders in, as if they were dropped here. */
  public void add(List<Path> paths) {
    model.add(paths);
  }

  /** Averages over ten crops from now on, as the switch does. */
  public void averageTenCrops() {
    model.tenCrop().set(true);
  }

  /** The actions with their keys; they count while the workspace is shown. */
  public List<Command> commands() {
    return Stream.concat(commands.own().stream(), Stream.of(layout.maximising().toggleCommand()))
        .toList();
  }

  /** One key for both: its own command of all panes back would clash with it. */
  private void cancel() {
    if (model.counts().pending().get() > 0 || model.searching().get()) {
      model.cancel();
    } else if (why.latest().pending().get() || nearest.latest().pending().get()) {
      why.cancel();
      nearest.cancel();
    } else {
      layout.maximising().restore();
    }
  }

  /** What is explained; for the tests of the view. */
  WhyModel why() {
    return why;
  }

  /** What the tests of the view ask. */
  ClassifyModel model() {
    return model;
  }
}
