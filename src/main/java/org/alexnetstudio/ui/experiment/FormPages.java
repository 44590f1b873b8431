package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.session.DataSummary;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.Icons;
import org.jspecify.annotations.Nullable;

/** What stands on the form's pages Data, Training and Monitor. */
final class FormPages {
  private final ExperimentModel model;
  private final PreviewModel previews;
  private final ExperimentPrompts prompts;
  private final ExperimentActions actions;

  FormPages(
      ExperimentModel model,
      PreviewModel previews,
      ExperimentPrompts prompts,
      ExperimentActions actions) {
    this.model = model;
    this.previews = previews;
    this.prompts = prompts;
    this.actions = actions;
  }

  private String value(FieldSpec field) {
    ExperimentText text = model.content().get();
    return text == null ? "" : text.value(field.path()).orElse("");
  }

  FormGroup data() {
    FormGroup page = new FormGroup(model);
    page.row("Name", FieldSpecs.NAME, "Seed", FieldSpecs.SEED);
    page.rule();
    page.row("Images from", FieldSpecs.SOURCE_TYPE);
    page.part(
        () -> "source " + value(FieldSpecs.SOURCE_TYPE),
        part -> {
          if (value(FieldSpecs.SOURCE_TYPE).equals("bundled")) {
            part.row("Data set", FieldSpecs.SOURCE_NAME);
          } else {
            part.row("Path", FieldSpecs.SOURCE_PATH, chooseButton());
          }
        });
    page.node(sourceProblem());
    page.row("For validation", FieldSpecs.VALIDATION, "of each class, where there is no own part");
    page.rule();
    page.row(
        "Resize", FieldSpecs.SHORTER_SIDE, "shorter side, then centre", FieldSpecs.CROP, "pixels");
    page.row("Normalise", FieldSpecs.NORMALISE);
    page.part(
        () -> "normalise " + value(FieldSpecs.NORMALISE),
        part -> {
          if (value(FieldSpecs.NORMALISE).equals("per-channel")) {
            part.row("Mean", FieldSpecs.MEAN, "of each channel, 0 to 1");
            part.row("Deviation", FieldSpecs.STD, "empty: measured");
          }
        });
    page.rule();
    page.row("Random crop", FieldSpecs.RANDOM_CROP, "pixels, padded by", FieldSpecs.PAD);
    page.row("Augment", FieldSpecs.FLIP, "PCA colour", FieldSpecs.COLOUR_PCA);
    page.row("Smallest part", FieldSpecs.SCALE, "aspect ratio", FieldSpecs.RATIO);
    page.row("Class balance", FieldSpecs.BALANCE, "0 as they are, 1 all alike");
    return page;
  }

  private Button chooseButton() {
    Button choose = new Button("Choose...");
    choose.setId("choose-images");
    choose.setTooltip(new Tooltip("Choose the folder or file of the images"));
    choose.setOnAction(
        event -> {
          String type = value(FieldSpecs.SOURCE_TYPE);
          boolean isFile = type.equals("zip") || type.equals("csv");
          Optional<Path> chosen = isFile ? prompts.dataFile() : prompts.folder();
          chosen.ifPresent(
              path -> {
                if (type.equals("imagenet")) {
                  model.change(
                      "data.source.path", t -> t.withText("data.source.path", path.toString()));
                } else {
                  actions.trainOn(path);
                }
              });
        });
    return choose;
  }

  /** The images can't be read though the experiment itself is sound. */
  private Label sourceProblem() {
    return problemOf(previews.summary(), "source-problem");
  }

  /** Tells why a question has no answer, below the field that it is about. */
  static Label problemOf(PreviewModel.Question<?> question, String id) {
    Label label = new Label("", Icons.of("mdal-error"));
    label.setId(id);
    label.getStyleClass().addAll("field-error", "source-problem");
    label.setWrapText(true);
    question.problem().addListener((value, before, now) -> show(label, now));
    show(label, question.problem().get());
    return label;
  }

  private static void show(Label label, @Nullable Throwable problem) {
    label.setVisible(problem != null);
    label.setManaged(problem != null);
    if (problem != null) {
      ErrorDialog.Message message = ErrorDialog.Message.of(problem);
      label.setText(
          problem instanceof StudioException
              ? message.what() + ": " + message.why() + ". " + message.remedy()
              : message.what() + ". " + message.remedy());
    }
  }

  FormGroup training() {
    FormGroup page = new FormGroup(model);
    new InitialRows(model, previews, prompts).addTo(page);
    page.rule();
    page.row(
        "Batch", FieldSpecs.BATCH, "images a step", "Epochs", FieldSpecs.EPOCHS, stepsOfAnEpoch());
    page.rule();
    page.row("Optimizer", FieldSpecs.OPTIMIZER);
    page.row("Momentum", FieldSpecs.MOMENTUM);
    page.row("Weight decay", FieldSpecs.WEIGHT_DECAY);
    page.row("Biases", "rate ×", FieldSpecs.BIAS_RATE, "decay ×", FieldSpecs.BIAS_DECAY);
    page.rule();
    page.row("Learning rate", FieldSpecs.INITIAL, "at the start");
    page.row("Schedule", FieldSpecs.SCHEDULE);
    page.part(() -> "schedule " + value(FieldSpecs.SCHEDULE), this::schedule);
    page.rule();
    page.row(
        "Checkpoint",
        "every",
        FieldSpecs.SAVE_MINUTES,
        "minutes,",
        FieldSpecs.SAVE_STEPS,
        "steps; 0 is off. Keep",
        FieldSpecs.SAVE_KEEP);
    page.row("Device", FieldSpecs.DEVICE, "by", FieldSpecs.ENGINE);
    return page;
  }

  private void schedule(FormGroup part) {
    switch (value(FieldSpecs.SCHEDULE)) {
      case "step" ->
          part.row("", "×", FieldSpecs.FACTOR, "every", FieldSpecs.EVERY_EPOCHS, "epochs");
      case "plateau" ->
          part.row(
              "",
              "×",
              FieldSpecs.FACTOR,
              "at most",
              FieldSpecs.TIMES,
              "times, after",
              FieldSpecs.PATIENCE,
              "epochs without gain");
      case "cosine" ->
          part.row(
              "", "down to", FieldSpecs.LAST, "after a warm-up of", FieldSpecs.WARMUP, "epochs");
      default -> {}
    }
  }

  private Label stepsOfAnEpoch() {
    Label label = new Label();
    label.getStyleClass().add("form-hint");
    Runnable show =
        () -> {
          DataSummary summary = previews.summary().answer().get();
          ExperimentText sound = model.sound().get();
          Experiment experiment = sound == null ? null : sound.experiment();
          if (summary == null || experiment == null) {
            label.setText("");
            return;
          }
          int steps = Math.max(1, summary.training() / experiment.training().batch());
          label.setText(String.format(Locale.ROOT, "of %,d steps", steps));
        };
    previews.summary().answer().addListener((value, before, now) -> show.run());
    model.content().addListener((value, before, now) -> show.run());
    return label;
  }

  FormGroup monitor() {
    FormGroup page = new FormGroup(model);
    page.row("Snapshot", "every", FieldSpecs.MONITOR_STEPS, "steps: filters, maps and top-5");
    page.row("TensorBoard", FieldSpecs.TENSOR_BOARD, "into the run's folder, as it goes on");
    page.rule();
    page.part(
        () -> {
          ExperimentText text = model.content().get();
          return "probes " + (text == null ? 0 : text.size(FieldSpecs.PROBES));
        },
        this::probes);
    return page;
  }

  private void probes(FormGroup part) {
    ExperimentText text = model.content().get();
    int count = text == null ? 0 : text.size(FieldSpecs.PROBES);
    for (int i = 0; i < count; i++) {
      String path = FieldSpecs.PROBES + "[" + i + "]";
      Button remove =
          Icons.button(
              "mdal-close",
              "Take this image away",
              () -> model.change(FieldSpecs.PROBES, t -> t.without(path)));
      part.row(i == 0 ? "Images" : "", FieldSpec.text(path, "Image " + (i + 1)), remove);
    }
    Button add = new Button("Add images...", Icons.of("mdal-add"));
    add.setId("add-probes");
    add.setTooltip(new Tooltip("Choose images to watch while it learns"));
    add.setOnAction(event -> addProbes(prompts.images()));
    part.row(count == 0 ? "Images" : "", add, count == 0 ? "watched while it learns" : "");
  }

  private void addProbes(List<Path> images) {
    model.change(
        FieldSpecs.PROBES,
        text -> {
          ExperimentText next = text;
          for (Path image : images) {
            String json = ExperimentText.quoted(image.toString());
            next = next.withElement(FieldSpecs.PROBES, next.size(FieldSpecs.PROBES), json);
          }
          return next;
        });
  }
}
