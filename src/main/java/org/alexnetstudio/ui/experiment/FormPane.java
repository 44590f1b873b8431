package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.Problem;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Icons;

/** The experiment as a form of four pages. */
final class FormPane extends BorderPane {
  private final ExperimentModel model;
  private final List<Page> pages = new ArrayList<>();
  private final HBox header = new HBox();
  private final Label elsewhere = new Label("", Icons.of("mdal-error"));
  private final MenuButton presets = new MenuButton();

  private record Page(ToggleButton tab, Node content, Runnable refresh, List<String> parts) {
    boolean owns(String path) {
      return parts.stream().anyMatch(path::startsWith);
    }
  }

  FormPane(
      ExperimentModel model,
      FormPages form,
      ExperimentActions actions,
      Command undo,
      Command redo) {
    this.model = model;
    getStyleClass().add("pane-frame");
    setMinSize(0, 0);
    header.getStyleClass().addAll("pane-header", "form-header");
    FormGroup data = form.data();
    FormGroup training = form.training();
    FormGroup monitor = form.monitor();
    LayersPage network = new LayersPage(model);
    ToggleGroup group = new ToggleGroup();
    add("Data", group, scrolled(data), data::refresh, List.of("data", "name", "seed", "schema"));
    add("Network", group, network, network::refresh, List.of("network"));
    add("Training", group, scrolled(training), training::refresh, List.of("training", "initial"));
    add("Monitor", group, scrolled(monitor), monitor::refresh, List.of("monitor"));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    presets.setId("presets");
    presets.setTooltip(new Tooltip("Start anew from a preset"));
    for (String name : Presets.names()) {
      MenuItem item = new MenuItem(name);
      item.setOnAction(event -> actions.openPreset(name));
      presets.getItems().add(item);
    }
    header
        .getChildren()
        .addAll(space, undo.iconButton("mdmz-undo"), redo.iconButton("mdmz-redo"), presets);
    elsewhere.getStyleClass().addAll("field-error", "elsewhere");
    elsewhere.setWrapText(true);
    setTop(header);
    show(pages.get(0));
    model.content().addListener((value, before, now) -> refresh());
    refresh();
  }

  private static ScrollPane scrolled(FormGroup group) {
    ScrollPane scroll = new ScrollPane(group);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("form-page");
    return scroll;
  }

  private void add(
      String name, ToggleGroup group, Node content, Runnable refresh, List<String> parts) {
    ToggleButton tab = new ToggleButton(name);
    tab.setId("tab-" + name.toLowerCase(Locale.ROOT));
    tab.setToggleGroup(group);
    tab.getStyleClass().setAll("form-tab");
    tab.setTooltip(new Tooltip("Show the part " + name));
    Page page = new Page(tab, content, refresh, parts);
    tab.setOnAction(event -> show(page));
    pages.add(page);
    header.getChildren().add(tab);
  }

  private void show(Page page) {
    page.tab().setSelected(true);
    setCenter(new VBox(elsewhere, page.content()));
    VBox.setVgrow(page.content(), Priority.ALWAYS);
    refresh();
  }

  private void refresh() {
    ExperimentText text = model.content().get();
    if (text == null) {
      return;
    }
    String name = model.title();
    presets.setText(Presets.names().contains(name) ? "Preset: " + name : "Presets");
    for (Page page : pages) {
      boolean wrong = text.problems().stream().anyMatch(p -> page.owns(p.path()));
      page.tab().setGraphic(wrong ? dot() : null);
      page.tab().setAccessibleText(page.tab().getText() + (wrong ? ", has a problem" : ""));
      if (page.tab().isSelected()) {
        page.refresh().run();
        showElsewhere(text, page);
      }
    }
  }

  private static Region dot() {
    Region dot = new Region();
    dot.getStyleClass().add("problem-dot");
    return dot;
  }

  /** Problems that no field stands for, such as an unknown key. */
  private void showElsewhere(ExperimentText text, Page page) {
    List<String> fields = FieldSpecs.all(text).stream().map(FieldSpec::path).toList();
    String found =
        text.isJson()
            ? text.problems().stream()
                .filter(p -> page.owns(p.path()) && !fields.contains(p.path()))
                .filter(p -> !fields.contains(p.path() + "[1]"))
                .map(FormPane::line)
                .findFirst()
                .orElse("")
            : "The text is not whole JSON: the form follows it again when it is.";
    elsewhere.setText(found);
    elsewhere.setVisible(!found.isEmpty());
    elsewhere.setManaged(!found.isEmpty());
  }

  private static String line(Problem problem) {
    return problem.path() + ": " + problem.message();
  }

  /** Takes a control in at the left of the header. */
  HBox header() {
    return header;
  }
}
