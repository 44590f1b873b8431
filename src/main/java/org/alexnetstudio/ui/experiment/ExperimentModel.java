package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The experiment that is written. Its text is the truth: the editor changes all of it, a field of
 * the form only its own value, and each shows what the text says then.
 */
public final class ExperimentModel {
  /** Where edits of the whole text come from. */
  static final String EDITOR = "editor";

  private final EditHistory history;
  private final ReadOnlyObjectWrapper<@Nullable ExperimentText> content =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ExperimentText> sound =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();
  private String title = "";
  private String saved = "";
  private int opening;

  /** Nothing is open. */
  public ExperimentModel() {
    this(System::nanoTime);
  }

  ExperimentModel(LongSupplier clock) {
    history = new EditHistory(clock);
  }

  /** Opens the text of a file; what was open is gone. */
  public void openFile(Path path, String text) {
    Path folder = path.toAbsolutePath().getParent();
    open(path, path.getFileName().toString(), folder == null ? Path.of("") : folder, text);
  }

  /** Opens the text of a preset, which is in no file yet. */
  public void openPreset(String name, String text) {
    openNew(name, text);
  }

  /** Opens a text that is in no file yet, under the name that stands in messages. */
  void openNew(String name, String text) {
    open(null, name, Path.of(""), text);
  }

  private void open(@Nullable Path path, String name, Path folder, String text) {
    history.clear();
    opening++;
    saved = text;
    title = name;
    file.set(path);
    sound.set(null);
    show(ExperimentText.of(name, folder, text));
  }

  /** The text now stands in this file. */
  public void savedTo(Path path, String text) {
    ExperimentText now = content.get();
    if (now == null) {
      return;
    }
    saved = text;
    title = path.getFileName().toString();
    Path folder = path.toAbsolutePath().getParent();
    file.set(path);
    show(ExperimentText.of(title, folder == null ? Path.of("") : folder, now.text()));
  }

  /** The editor's text was changed. */
  public void type(String text) {
    change(EDITOR, now -> now.again(text));
  }

  /**
   * Changes the text.
   *
   * @param where changes in a row at one place are undone as one
   */
  public void change(String where, UnaryOperator<ExperimentText> edit) {
    ExperimentText now = content.get();
    if (now == null) {
      return;
    }
    ExperimentText next = edit.apply(now);
    if (!next.text().equals(now.text())) {
      history.edited(now.text(), where);
      show(next);
    }
  }

  /** Goes a step back. */
  public void undo() {
    ExperimentText now = content.get();
    String text = now == null ? null : history.undo(now.text());
    if (now != null && text != null) {
      show(now.again(text));
    }
  }

  /** Goes forward again. */
  public void redo() {
    ExperimentText now = content.get();
    String text = now == null ? null : history.redo(now.text());
    if (now != null && text != null) {
      show(now.again(text));
    }
  }

  private void show(ExperimentText next) {
    edited.set(!next.text().equals(saved));
    undoable.set(history.canUndo());
    redoable.set(history.canRedo());
    if (next.experiment() != null) {
      sound.set(next);
    }
    content.set(next);
  }

  /** The text and what it says; null where nothing is open. */
  public ReadOnlyObjectProperty<@Nullable ExperimentText> content() {
    return content.getReadOnlyProperty();
  }

  /** The last text without problems since it was opened; null before the first. */
  public ReadOnlyObjectProperty<@Nullable ExperimentText> sound() {
    return sound.getReadOnlyProperty();
  }

  /** The experiment; null while there are problems, and where nothing is open. */
  public @Nullable Experiment experiment() {
    ExperimentText now = content.get();
    return now == null ? null : now.experiment();
  }

  /** What is wrong with it. */
  public List<Problem> problems() {
    ExperimentText now = content.get();
    return now == null ? List.of() : now.problems();
  }

  /** The file; null where there is none yet. */
  public ReadOnlyObjectProperty<@Nullable Path> file() {
    return file.getReadOnlyProperty();
  }

  /** The file's name, the preset's, or what a text without a file was opened as. */
  public String title() {
    return title;
  }

  /** Rises with each text that is opened. */
  int opening() {
    return opening;
  }

  /** Whether it differs from what was opened or saved last. */
  public ReadOnlyBooleanProperty edited() {
    return edited.getReadOnlyProperty();
  }

  /** Whether there is a step back. */
  public ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  /** Whether there is a step forward. */
  public ReadOnlyBooleanProperty redoable() {
    return redoable.getReadOnlyProperty();
  }
}
