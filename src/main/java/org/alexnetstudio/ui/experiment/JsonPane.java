package org.alexnetstudio.ui.experiment;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Problem;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

/** The experiment as JSON, with the line lit where a problem is. */
final class JsonPane extends BorderPane {
  private static final String WRONG_LINE = "json-wrong-line";

  private final ExperimentModel model;
  private final CodeArea editor = new CodeArea();
  private final Label title = new Label();
  private final Label edited = new Label("edited");
  private final Label foot = new Label("", Icons.of("mdal-error_outline"));
  private final HBox header = new HBox();
  private int wrongLine = -1;
  private ExperimentText.@Nullable Span lit;

  JsonPane(ExperimentModel model, Command tidy, Command save, Region fileMenu) {
    this.model = model;
    getStyleClass().add("pane-frame");
    setMinSize(0, 0);
    title.getStyleClass().add("pane-title");
    title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    title.setMinWidth(40);
    edited.getStyleClass().add("chip");
    edited.setMinWidth(USE_PREF_SIZE);
    edited.visibleProperty().bind(model.edited());
    edited.managedProperty().bind(model.edited());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button tidyButton = tidy.button(Icons.of("mdal-format_align_left"));
    tidyButton.getStyleClass().add("flat");
    tidyButton.setMinWidth(USE_PREF_SIZE);
    Button saveButton = save.button(Icons.of("mdmz-save"));
    saveButton.setMinWidth(USE_PREF_SIZE);
    header.getStyleClass().addAll("pane-header", "json-header");
    header.getChildren().addAll(title, edited, space, tidyButton, fileMenu, saveButton);
    setTop(header);
    editor.setId("json");
    editor.getStyleClass().add("json-editor");
    editor.setAccessibleText("The experiment as JSON");
    editor.setUndoManager(UndoUtils.noOpUndoManager());
    editor.setParagraphGraphicFactory(
        LineNumberFactory.get(editor, digits -> "%" + Math.max(2, digits) + "d"));
    editor.textProperty().addListener((text, before, now) -> typed(now));
    setCenter(new VirtualizedScrollPane<>(editor));
    foot.getStyleClass().add("json-foot");
    foot.setId("json-foot");
    foot.setMaxWidth(Double.MAX_VALUE);
    setBottom(foot);
    visibleProperty().addListener((visible, before, now) -> showPlace());
    model.content().addListener((content, before, now) -> show(now));
    show(model.content().get());
  }

  private void typed(String text) {
    colour(text);
    ExperimentText now = model.content().get();
    if (now != null && !now.text().equals(text)) {
      model.type(text);
    }
  }

  private void colour(String text) {
    if (!text.isEmpty()) {
      editor.setStyleSpans(0, JsonColours.of(text));
      lit = null;
    }
  }

  private void show(@Nullable ExperimentText content) {
    if (content == null) {
      return;
    }
    title.setText(model.title());
    boolean replaced = !editor.getText().equals(content.text());
    if (replaced) {
      replaceDifference(content.text());
    }
    light(content.problems());
    underline(content);
    if (replaced) {
      showPlace();
    }
  }

  /** Only what differs, so that the view stays where it is. */
  private void replaceDifference(String text) {
    String now = editor.getText();
    int most = Math.min(now.length(), text.length());
    int start = 0;
    while (start < most && now.charAt(start) == text.charAt(start)) {
      start++;
    }
    int tail = 0;
    while (tail < most - start
        && now.charAt(now.length() - 1 - tail) == text.charAt(text.length() - 1 - tail)) {
      tail++;
    }
    boolean another = start == 0;
    editor.replaceText(start, now.length() - tail, text.substring(start, text.length() - tail));
    if (another) {
      editor.moveTo(0);
    } else {
      editor.moveTo(Math.min(start, text.length()));
    }
  }

  private void light(List<Problem> problems) {
    int line = problems.isEmpty() ? -1 : problems.get(0).line() - 1;
    if (wrongLine >= 0 && wrongLine < editor.getParagraphs().size()) {
      editor.setParagraphStyle(wrongLine, List.of());
    }
    boolean inText = line >= 0 && line < editor.getParagraphs().size();
    if (inText) {
      editor.setParagraphStyle(line, List.of(WRONG_LINE));
    }
    wrongLine = inText ? line : -1;
    foot.setVisible(!problems.isEmpty());
    foot.setManaged(!problems.isEmpty());
    if (!problems.isEmpty()) {
      foot.setText(footOf(problems));
      foot.setTooltip(new Tooltip(foot.getText()));
    }
  }

  /** The line of the problem; without one, where something was changed from outside. */
  private void showPlace() {
    int line = wrongLine >= 0 ? wrongLine : editor.getCurrentParagraph();
    if (!editor.isFocused() && line < editor.getParagraphs().size()) {
      editor.showParagraphAtCenter(line);
    }
  }

  /** The value that is wrong, where the problem is one of a number, a text or a flag. */
  private void underline(ExperimentText content) {
    if (lit != null) {
      colour(editor.getText());
    }
    if (content.problems().isEmpty() || wrongLine < 0) {
      return;
    }
    ExperimentText.Span span = content.span(content.problems().get(0).path()).orElse(null);
    if (span != null && editor.getText(wrongLine).length() >= span.end() - span.begin()) {
      editor.setStyleClass(span.begin(), span.end(), "json-wrong");
      lit = span;
    }
  }

  private static String footOf(List<Problem> problems) {
    Problem first = problems.get(0);
    String rest = problems.size() == 1 ? "" : " · and " + (problems.size() - 1) + " more";
    return "Line "
        + first.line()
        + (first.path().isEmpty() ? "" : " · " + first.path())
        + " · "
        + first.message()
        + rest;
  }

  /** Takes a control in at the left of the header. */
  HBox header() {
    return header;
  }
}
