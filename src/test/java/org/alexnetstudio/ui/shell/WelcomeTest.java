package org.alexnetstudio.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.ui.fx.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The first start on a fresh machine, with the model that comes with the program. */
class WelcomeTest extends ApplicationTest {
  private Path folder;
  private Stage stage;
  private Studio studio;

  @Override
  public void start(Stage primary) throws Exception {
    folder = Files.createTempDirectory("welcome");
    stage = primary;
    PreferencesFile preferences = new PreferencesFile(folder);
    preferences.write(Preferences.DEFAULT.withRuns(folder.toString(), "cpu"));
    studio = new Studio(new AppFolders(folder.resolve("cache"), Path.of("").toAbsolutePath()));
    StudioWindow window = new StudioWindow(stage, studio, new Look(), preferences, () -> {});
    stage.setWidth(1100);
    stage.setHeight(700);
    window.show(Optional.empty());
  }

  @AfterEach
  void end() throws Exception {
    interact(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          // The stage is the next test's too.
          stage.setMinWidth(0);
          stage.setMinHeight(0);
        });
    studio.close();
    Folders.delete(folder);
  }

  private List<String> classes(String below) {
    return lookup(below).lookup(".class-row").lookup(".class-name").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  private void await(String below, int classes) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> classes(below).size() == classes);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theFirstDoorShowsTheStarterAtWorkAndLeadsToTheSameAnswer() throws Exception {
    await("#welcome-sample", 3);
    Screenshots.save(stage, "welcome-starter");
    List<String> first = classes("#welcome-sample");
    assertEquals(
        "cup", first.get(0), "a newcomer reads a right answer first, or another sample goes first");
    ImageView picture = lookup("#welcome-sample").lookup(".image-view").query();
    assertEquals("Sample image coffee.jpg", picture.getAccessibleText());
    List<Node> doors = List.copyOf(lookup(".card-title").queryAll());
    assertEquals("Classify a photograph", ((Label) doors.get(0)).getText());
    for (Node door : lookup(".card").queryAll()) {
      assertTrue(
          door.localToScene(door.getLayoutBounds()).getMaxY() < stage.getScene().getHeight() - 28,
          "all of a card is seen");
    }

    clickOn("#try-the-starter-model");
    await("#top-five", 5);
    assertEquals(first, classes("#top-five").subList(0, 3));
    ComboBox<?> explained = lookup("#explain").query();
    WaitForAsyncUtils.waitFor(
        60,
        TimeUnit.SECONDS,
        () ->
            explained.lookupAll(".list-cell").stream()
                .anyMatch(cell -> "cup (first)".equals(((ListCell<?>) cell).getText())));
    Screenshots.save(stage, "classify-starter");
  }
}
