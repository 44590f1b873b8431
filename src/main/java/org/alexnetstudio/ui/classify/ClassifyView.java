package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.util.Duration;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.session.ShownImage;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/**
 * The workspace in which images are classified: by the network that learns, with its weights of the
 * moment, or by the model opened last.
 */
public final class ClassifyView extends StackPane {
  private static final Duration LOOK_AGAIN = Duration.millis(250);
  private static final String GROUP = "Classify";

  private final ImageFiles files;
  private final FilePrompt prompt;
  private final Consumer<Path> pin;
  private final ClassifyModel model;
  private final Incoming incoming;
  private final ClassifyCommands commands;
  private final PicturePane picture;
  private final ClassifyLayout layout;

  /**
   * The workspace, empty.
   *
   * @param network the run or model opened in {@link Studio#network}; null where there is none
   * @param training whether a training is under way, its preparation included
   * @param openModel asks for a run or a model and opens it
   * @param watchBundled trains the bundled experiment
   * @param pin makes an image a probe of the training
   */
  public ClassifyView(
      Studio studio,
      ReadOnlyObjectProperty<@Nullable Path> network,
      ObservableBooleanValue training,
      Command openModel,
      Command watchBundled,
      Consumer<Path> pin) {
    this(
        studio,
        Questions.to(studio.network()),
        FilePrompt.SYSTEM,
        network,
        training,
        openModel,
        watchBundled,
        pin);
  }

  ClassifyView(
      Studio studio,
      Questions questions,
      FilePrompt prompt,
      ReadOnlyObjectProperty<@Nullable Path> network,
      ObservableBooleanValue training,
      Command openModel,
      Command watchBundled,
      Consumer<Path> pin) {
    this.files = studio.images();
    this.prompt = prompt;
    this.pin = pin;
    model = new ClassifyModel(questions, files::find, FxThread::run);
    incoming = new Incoming(model, files);
    commands = createCommands(openModel, watchBundled);
    Thumbnails thumbnails = new Thumbnails(path -> studio.thumbnail(path, Thumbnails.SIDE));
    picture = new PicturePane(model, files::show, commands.copy(), commands.save());
    layout =
        new ClassifyLayout(
            new EmptyWorkspace(model, commands, thumbnails, files).frame(),
            new ImagesPane(model, commands, thumbnails),
            picture.frame(),
            new TopFivePane(model, network, training, commands).frame());
    getStyleClass().add("classify");
    setMinSize(0, 0);
    getChildren().addAll(layout, new DropOverlay(this, incoming));
    followWeights(network, training);
    disableCommands(training);
  }

  private ClassifyCommands createCommands(Command openModel, Command watchBundled) {
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
        command("Export CSV…", "Shortcut+E", this::export),
        command("Copy result", "Shortcut+C", () -> chosen().ifPresent(ClassifyView::copy)),
        command("Save result…", "Shortcut+S", () -> chosen().ifPresent(this::save)),
        command("Pin as probe", "P", () -> chosen().map(ImageItem::path).ifPresent(pin)),
        command("Cancel, or back to all panes", "Esc", this::cancel),
        openModel,
        watchBundled);
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
    commands
        .cancel()
        .disabled()
        .bind(
            model
                .counts()
                .pending()
                .isEqualTo(0)
                .and(model.searching().not())
                .and(layout.maximising().pane().isNull()));
    commands.pin().disabled().bind(noneChosen.or(Bindings.not(training)));
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

  /** The actions with their keys; they count while the workspace is shown. */
  public List<Command> commands() {
    return Stream.concat(commands.own().stream(), Stream.of(layout.maximising().toggleCommand()))
        .toList();
  }

  /** One key for both: its own command of all panes back would clash with it. */
  private void cancel() {
    if (model.counts().pending().get() > 0 || model.searching().get()) {
      model.cancel();
    } else {
      layout.maximising().restore();
    }
  }

  private void export() {
    prompt
        .save(window(), "classes.csv", Kind.of("Comma-separated values", "csv"))
        .ifPresent(path -> tell(files.writeText(path, ResultCsv.of(model.items()))));
  }

  private static void copy(ImageItem item) {
    ClipboardContent text = new ClipboardContent();
    text.putString(ResultText.copy(item));
    Clipboard.getSystemClipboard().setContent(text);
  }

  private void save(ImageItem item) {
    ShownImage shown = picture.shown();
    Scene look = getScene();
    if (shown == null || look == null) {
      model.notice().set("The image itself can't be shown, so there is no picture to save.");
      return;
    }
    String name = item.name().replaceFirst("\\.[^.]*$", "") + "-classes.png";
    prompt
        .save(window(), name, Kind.of("Picture", "png"))
        .ifPresent(
            path ->
                tell(files.writePng(path, Raster.pictureOf(ResultCard.draw(item, shown, look)))));
  }

  private void tell(CompletableFuture<Path> written) {
    FxThread.whenDone(
        written,
        path -> model.notice().set("Saved as " + path),
        problem -> ErrorDialog.show(window(), problem));
  }

  /** What the tests of the view ask. */
  ClassifyModel model() {
    return model;
  }
}
