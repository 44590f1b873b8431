package org.alexnetstudio.ui.train;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.ErrorDialog;
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
    Path file = chooseFile("Save the curves as a picture", "PNG picture", "png");
    if (file != null) {
      report(savePicture(file));
    }
  }

  void chooseTable() {
    Path file = chooseFile("Save the curves as a table", "CSV table", "csv");
    if (file != null) {
      report(saveTable(file));
    }
  }

  private @Nullable Path chooseFile(String title, String kind, String extension) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*." + extension));
    RunDetails run = details();
    String name = run == null ? "curves" : run.experiment().name() + "-curves";
    chooser.setInitialFileName(name + "." + extension);
    File file = chooser.showSaveDialog(window());
    return file == null ? null : file.toPath();
  }

  void chooseRun() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose the folder of a run");
    RunDetails run = details();
    Path runs = run == null ? null : run.folder().toAbsolutePath().getParent();
    if (runs != null && runs.toFile().isDirectory()) {
      chooser.setInitialDirectory(runs.toFile());
    }
    File folder = chooser.showDialog(window());
    if (folder != null) {
      model.comparisons().add(folder.toPath());
    }
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
