package org.alexnetstudio.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Palette;
import org.jspecify.annotations.Nullable;

/** Files and folders of the curves: saved pictures and tables, runs to compare with. */
final class CurvesFiles {
  private final Region pane;
  private final CurvesModel model;
  private final CurvesPlot plot;
  private final ObservableValue<Palette> palette;
  private final Studio studio;

  /** {@code pane} is where choosers and errors appear over. */
  CurvesFiles(
      Region pane,
      CurvesModel model,
      CurvesPlot plot,
      ObservableValue<Palette> palette,
      Studio studio) {
    this.pane = pane;
    this.model = model;
    this.plot = plot;
    this.palette = palette;
    this.studio = studio;
    model
        .comparisons()
        .problem()
        .addListener(
            (value, before, problem) -> {
              if (problem != null) {
                ErrorDialog.show(window(), problem);
              }
            });
  }

  private @Nullable Window window() {
    return pane.getScene() == null ? null : pane.getScene().getWindow();
  }

  void choosePicture() {
    chooseFile("Save the curves as a picture", Kind.of("PNG picture", "png"))
        .ifPresent(file -> report(savePicture(file)));
  }

  void chooseTable() {
    chooseFile("Save the curves as a table", Kind.of("CSV table", "csv"))
        .ifPresent(file -> report(saveTable(file)));
  }

  private Optional<Path> chooseFile(String title, Kind kind) {
    RunDetails run = details();
    String name = run == null ? "curves" : run.experiment().name() + "-curves";
    return FilePrompts.save(window(), title, kind, name + "." + kind.endings().get(0));
  }

  void chooseRun() {
    RunDetails run = details();
    Path runs = run == null ? null : run.folder().toAbsolutePath().getParent();
    FilePrompts.folder(window(), "Choose the folder of a run", runs == null ? Path.of("") : runs)
        .ifPresent(model.comparisons()::add);
  }

  private @Nullable RunDetails details() {
    return model.shown().get().run().details().get();
  }

  /** Writes the curves as they are seen, in the size of the pane. */
  CompletableFuture<Path> savePicture(Path file) {
    Picture picture =
        CurvesPicture.draw(
            model, palette.getValue(), plot.font(), pane.getWidth(), pane.getHeight());
    return studio.images().writePng(file, picture);
  }

  /** Writes the numbers behind the curves, be they in view or not. */
  CompletableFuture<Path> saveTable(Path file) {
    List<CurvesCsv.Part> parts = model.runs().stream().map(CurvesCsv.Part::of).toList();
    return studio.images().writeText(file, () -> CurvesCsv.of(parts));
  }

  private void report(CompletableFuture<Path> writing) {
    FxThread.whenDone(writing, written -> {}, problem -> ErrorDialog.show(window(), problem));
  }
}
