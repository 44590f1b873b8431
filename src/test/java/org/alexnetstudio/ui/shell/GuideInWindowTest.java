package org.alexnetstudio.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.support.Folders;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The guide is where one looks for it, and its keys are the window's. */
class GuideInWindowTest extends ApplicationTest {
  private Path folder;
  private Stage stage;
  private Studio studio;
  private StudioWindow window;

  @Override
  public void start(Stage primary) throws Exception {
    folder = Files.createTempDirectory("guide");
    stage = primary;
    PreferencesFile preferences = new PreferencesFile(folder);
    preferences.write(Preferences.DEFAULT.withRuns(folder.toString(), "cpu"));
    studio = new Studio(new AppFolders(folder.resolve("cache")));
    window = new StudioWindow(stage, studio, new Look(), preferences, () -> {});
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

  /** The page that the guide shows, by the title that a screen reader says. */
  private String page() {
    WaitForAsyncUtils.waitForFxEvents();
    return lookup("#help-page").query().getAccessibleText();
  }

  private void closeGuide() {
    interact(() -> lookup("#help-page").query().getScene().getWindow().hide());
  }

  @Test
  void everyPlaceOpensItsPage() {
    push(KeyCode.SHIFT, KeyCode.F1);
    assertEquals("Page The first five minutes", page());
    closeGuide();
    Map<KeyCode, String> pages =
        Map.of(
            KeyCode.DIGIT1, "Page The experiment file",
            KeyCode.DIGIT2, "Page Train and the timeline",
            KeyCode.DIGIT3, "Page Explore: inside the network",
            KeyCode.DIGIT4, "Page Classify, and why");
    assertEquals(window.workspaces().size(), pages.size(), "each workspace has a page");
    pages.forEach(
        (key, title) -> {
          push(KeyCode.CONTROL, key);
          clickOn("#guide");
          assertEquals(title, page());
          closeGuide();
        });
  }

  @Test
  void linksOfPanesAndErrorsOpenIt() {
    push(KeyCode.CONTROL, KeyCode.DIGIT3);
    WaitForAsyncUtils.waitForFxEvents();
    Hyperlink link =
        lookup(".guide-link").<Hyperlink>queryAll().stream()
            .filter(each -> each.getText().equals("Which models there are"))
            .findFirst()
            .orElseThrow();
    clickOn(link);
    assertEquals("Page Models", page());
    closeGuide();
    interact(
        () -> ErrorDialog.show(stage, StudioException.badInput("It failed", "why", "Do this.")));
    clickOn(lookup(".dialog-pane").lookup("Guide").<Node>query());
    assertEquals("Page When something goes wrong", page());
  }

  /**
   * Where the guide names a command with its key, such as **Start** (Ctrl+Enter), both are right.
   */
  @Test
  void keysInTheGuideAreTheWindows() throws Exception {
    List<Command> commands =
        Stream.concat(
                Stream.of(
                        window.training().ofTraining(),
                        window.training().ofTimeline(),
                        window.shell().all())
                    .flatMap(List::stream),
                window.workspaces().stream().flatMap(each -> each.commands().stream()))
            .toList();
    Pattern named = Pattern.compile("\\*\\*([^*]+)\\*\\*\\s+\\(([^)\n]+)\\)");
    int found = 0;
    try (Stream<Path> pages = Files.list(Path.of("docs/guide"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (MatchResult each : named.matcher(Files.readString(page)).results().toList()) {
          KeyCombination key = key(each.group(2));
          if (key != null) {
            found++;
            assertTrue(
                commands.stream()
                    .anyMatch(
                        command ->
                            command.name().equals(each.group(1)) && key.equals(command.key())),
                () -> page + " says " + each.group());
          }
        }
      }
    }
    assertTrue(found > 30, found + " keys");
  }

  /** As the guide writes it; null for words in brackets that are no key. */
  private static KeyCombination key(String text) {
    try {
      return KeyCombination.valueOf(text.replace("Ctrl", "Shortcut").replaceAll("\\.$", "Period"));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
