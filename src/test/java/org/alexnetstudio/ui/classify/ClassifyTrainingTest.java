package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.session.RunOutcome;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.session.Training;
import org.alexnetstudio.support.SmallExperiment;
import org.alexnetstudio.ui.fx.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The workspace with a real training beside it. */
class ClassifyTrainingTest extends ApplicationTest {
  @TempDir Path folder;
  private Stage stage;

  @Override
  public void start(Stage window) {
    stage = window;
  }

  private static void await(java.util.concurrent.Callable<Boolean> reached) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(reached).get());
  }

  @Test
  void imagesAreClassifiedWhileItLearnsAndAgainAtTheEnd() throws Exception {
    Path file = SmallExperiment.write(folder, 20);
    Studio studio = new Studio(new AppFolders(folder.resolve("cache")));
    ReadOnlyObjectWrapper<Path> network = new ReadOnlyObjectWrapper<>();
    SimpleBooleanProperty learning = new SimpleBooleanProperty(true);
    CountDownLatch steps = new CountDownLatch(3);
    Training training =
        studio.start(
            ExperimentFile.read(
                file, Map.of("training.epochs", "100000", "training.checkpoint", "{}")),
            folder.resolve("runs"),
            new Steps(steps));
    ClassifyView[] views = new ClassifyView[1];
    interact(
        () -> {
          views[0] =
              new ClassifyView(
                  studio,
                  network,
                  learning,
                  new Command("Model", "Open", "", () -> {}),
                  new Command("Model", "Fine-tune", "", () -> {}),
                  List.of(),
                  path -> {});
          stage.setScene(new Scene(new StackPane(views[0]), 1200, 700));
          stage.show();
          // Before the first step there may be no network yet: it waits.
          views[0].add(List.of(folder.resolve("photos/across/image 0.png")));
        });
    ClassifyModel model = views[0].model();
    await(() -> !model.items().isEmpty() && !model.items().get(0).now().top().isEmpty());
    ImageItem first = model.items().get(0);
    assertTrue(first.now().answer().weights().live());
    assertTrue(steps.await(20, TimeUnit.SECONDS));

    interact(() -> views[0].add(List.of(folder.resolve("photos"))));
    await(() -> model.items().size() == 60 && model.counts().pending().get() == 0);
    Label banner = (Label) lookup("#weights-banner .label").query();
    assertTrue(banner.getText().startsWith("Live weights of step "), banner.getText());
    assertEquals(3, lookup("#top-five .class-row").queryAll().size(), "it knows three classes");
    List<Integer> answered =
        model.items().stream().map(item -> item.now().answer().weights().step()).toList();
    assertTrue(answered.stream().distinct().count() > 1, "some steps lie between: " + answered);

    training.stop();
    training.ended().get(20, TimeUnit.SECONDS);
    interact(
        () -> {
          network.set(first.now().answer().weights().model());
          learning.set(false);
        });
    await(() -> model.counts().pending().get() == 0);
    assertFalse(first.now().answer().weights().live());
    await(() -> banner.getText().startsWith("Weights of small, step "));
    studio.close();
  }

  /** Counts the steps. */
  private record Steps(CountDownLatch left) implements RunListener {
    @Override
    public void preparing(String part, int done, int total) {}

    @Override
    public void opened(RunDetails run) {}

    @Override
    public void event(RunEvent event) {
      if (event instanceof StepEvent) {
        left.countDown();
      }
    }

    @Override
    public void snapshot(Snapshot snapshot) {}

    @Override
    public void timeline(List<Integer> steps) {}

    @Override
    public void ended(RunOutcome outcome) {}
  }
}
