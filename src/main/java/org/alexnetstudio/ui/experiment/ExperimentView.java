package org.alexnetstudio.ui.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.Problem;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Palette;
import org.jspecify.annotations.Nullable;

/** The workspace in which an experiment is written; without one, the presets as cards. */
public final class ExperimentView extends StackPane {
  private static final String GROUP = "Experiment";

  private final ExperimentModel model = new ExperimentModel();
  private final ExperimentActions actions;
  private final ObservableList<Path> recent;

  private final Command newFromPreset =
      new Command(GROUP, "New from preset", "Shortcut+N", this::startAnew);
  private final Command open;
  private final Command save;
  private final Command saveAs;
  private final Command undo = new Command(GROUP, "Undo", "Shortcut+Z", model::undo);
  private final Command redo = new Command(GROUP, "Redo", "Shortcut+Shift+Z", model::redo);
  private final Command tidy = new Command(GROUP, "Tidy", "", this::tidy);

  private final ReadOnlyObjectWrapper<@Nullable Experiment> experiment =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper file = new ReadOnlyStringWrapper("");

  private final ExperimentLayout layout;
  private final PresetCards cards;
  private boolean choosing;

  /**
   * An empty workspace.
   *
   * @param recent files opened and saved last, the newest first; kept by this view
   * @param palette colours of what is drawn
   */
  public ExperimentView(
      Studio studio, ObservableList<Path> recent, ObservableValue<Palette> palette) {
    this(studio, recent, palette, null);
  }

  ExperimentView(
      Studio studio,
      ObservableList<Path> recent,
      ObservableValue<Palette> palette,
      @Nullable ExperimentPrompts asked) {
    this.recent = recent;
    ExperimentPrompts prompts = asked == null ? new PromptWindows(this) : asked;
    actions = new ExperimentActions(studio, model, recent, prompts);
    open = new Command(GROUP, "Open...", "Shortcut+O", actions::askAndOpen);
    save = new Command(GROUP, "Save", "Shortcut+S", actions::save);
    saveAs = new Command(GROUP, "Save as...", "Shortcut+Shift+S", actions::saveAs);
    PreviewModel previews = new PreviewModel(studio.dataPreview(), studio.experiments());
    FormPages pages = new FormPages(model, previews, prompts, actions);
    FormPane form = new FormPane(model, pages, actions, undo, redo);
    JsonPane json = new JsonPane(model, tidy, save, fileMenu());
    NetworkPane network = new NetworkPane(previews, palette);
    LearningRatePane rate = new LearningRatePane(palette);
    ImagesPane images = new ImagesPane(previews);
    layout = new ExperimentLayout(network.frame(), form, json, rate.frame(), images.frame());
    cards = new PresetCards(this::openPreset, open);
    model
        .sound()
        .addListener(
            (value, before, now) -> {
              Experiment sound = now == null ? null : now.experiment();
              previews.show(sound);
              network.show(sound);
              rate.show(sound);
              images.show(sound);
            });
    model.content().addListener((value, before, now) -> contentChanged(now));
    undo.disabled().bind(model.undoable().not());
    redo.disabled().bind(model.redoable().not());
    getStyleClass().add("experiment-view");
    setMinSize(0, 0);
    getChildren().setAll(cards);
    addEventFilter(KeyEvent.KEY_PRESSED, this::undoEverywhere);
    setOnDragOver(this::dragOver);
    setOnDragDropped(this::dropped);
    contentChanged(null);
  }

  private MenuButton fileMenu() {
    MenuButton menu = new MenuButton(null, Icons.of("mdal-folder_open"));
    menu.setId("file-menu");
    menu.getStyleClass().addAll("button-icon", "flat");
    menu.setAccessibleText("File");
    menu.setTooltip(new Tooltip("Open, recent files, save as"));
    menu.setMinWidth(USE_PREF_SIZE);
    Menu recentMenu = new Menu("Recent");
    fillRecent(recentMenu);
    recent.addListener((ListChangeListener<Path>) change -> fillRecent(recentMenu));
    menu.getItems()
        .addAll(newFromPreset.menuItem(), open.menuItem(), recentMenu, saveAs.menuItem());
    return menu;
  }

  private void fillRecent(Menu menu) {
    menu.getItems().clear();
    for (Path path : recent) {
      MenuItem item = new MenuItem(path.toString());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> open(path));
      menu.getItems().add(item);
    }
    menu.setDisable(recent.isEmpty());
  }

  private void contentChanged(@Nullable ExperimentText now) {
    boolean opened = now != null;
    experiment.set(now == null ? null : now.experiment());
    problem.set(now == null ? null : summary(now.problems()));
    name.set(now == null ? "" : now.value("name").orElse(model.title()));
    file.set(now == null ? "" : description());
    saveAs.disabled().set(!opened);
    tidy.disabled().set(now == null || !now.isJson());
    save.disabled().set(!opened || (model.file().get() != null && !model.edited().get()));
    if (opened) {
      choosing = false;
    }
    showPage();
  }

  private String description() {
    String where =
        Presets.names().contains(model.title()) ? "preset " + model.title() : model.title();
    String state = model.edited().get() ? "edited" : model.file().get() == null ? "not saved" : "";
    return state.isEmpty() ? where : where + " · " + state;
  }

  private static @Nullable String summary(List<Problem> problems) {
    if (problems.isEmpty()) {
      return null;
    }
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    String path = problems.get(0).path();
    return count + " · " + (path.isEmpty() ? "line " + problems.get(0).line() : path);
  }

  private void showPage() {
    boolean editing = model.content().get() != null && !choosing;
    if (getChildren().get(0) != (editing ? layout : cards)) {
      getChildren().setAll(editing ? layout : cards);
    }
  }

  /** Shows the cards; with the same command one comes back from them. */
  private void startAnew() {
    choosing = model.content().get() != null && !choosing;
    showPage();
  }

  private void tidy() {
    model.change("tidy", ExperimentText::tidied);
  }

  /** Text controls have an undo of their own, which knows nothing of the other fields. */
  private void undoEverywhere(KeyEvent event) {
    for (Command command : List.of(undo, redo)) {
      if (command.key() != null && command.key().match(event)) {
        command.run();
        event.consume();
      }
    }
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    boolean files = event.getDragboard().hasFiles();
    if (files) {
      Path path = event.getDragboard().getFiles().get(0).toPath();
      if (path.toString().endsWith(".json") && !Files.isDirectory(path)) {
        open(path);
      } else {
        trainOn(path);
      }
    }
    event.setDropCompleted(files);
    event.consume();
  }

  /** Opens a preset, after a question where changes would be lost. */
  public boolean openPreset(String preset) {
    if (!Presets.names().contains(preset)) {
      throw new IllegalArgumentException("there is no preset " + preset);
    }
    boolean opened = actions.openPreset(preset);
    choosing = false;
    showPage();
    return opened;
  }

  /** Opens a file, after a question where changes would be lost. */
  public void open(Path path) {
    choosing = false;
    showPage();
    actions.open(path);
  }

  /**
   * Makes a folder of class folders, a zip or a table the source of the experiment; where none is
   * open, of the preset for photographs.
   */
  public void trainOn(Path folder) {
    choosing = false;
    actions.trainOn(folder);
  }

  /** Opens an experiment that trains a model on, after a question where changes would be lost. */
  public void fineTune(Path modelToTrain) {
    choosing = false;
    actions.fineTune(modelToTrain);
  }

  /** Whether the window may close; asks where changes would be lost. */
  public boolean confirmLeave() {
    return actions.confirmLeave();
  }

  /** What can be done here, with shortcuts. */
  public List<Command> commands() {
    return List.of(
        newFromPreset,
        open,
        save,
        saveAs,
        undo,
        redo,
        tidy,
        layout.maximising().toggleCommand(),
        layout.maximising().restoreCommand());
  }

  /** The experiment; null while there are problems, and where nothing is open. */
  public ReadOnlyObjectProperty<@Nullable Experiment> experiment() {
    return experiment.getReadOnlyProperty();
  }

  /** What is wrong, such as "1 problem · training.optimizer.momentum"; null where nothing is. */
  public ReadOnlyObjectProperty<@Nullable String> problem() {
    return problem.getReadOnlyProperty();
  }

  /** The experiment's name; empty where nothing is open. */
  public ReadOnlyStringProperty name() {
    return name.getReadOnlyProperty();
  }

  /** Its file or preset, and whether it is edited; empty where nothing is open. */
  public ReadOnlyStringProperty file() {
    return file.getReadOnlyProperty();
  }

  /** What is written here, for tests. */
  ExperimentModel model() {
    return model;
  }
}
