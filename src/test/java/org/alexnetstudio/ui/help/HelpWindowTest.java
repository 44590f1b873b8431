package org.alexnetstudio.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.support.Screenshots;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.fx.Look;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The guide in its window. */
class HelpWindowTest extends ApplicationTest {
  private Stage stage;
  private Look look;
  private HelpWindow help;

  @Override
  public void start(Stage primary) {
    stage = primary;
    look = new Look();
    look.choose(Look.Theme.LIGHT, Look.DEFAULT_TEXT_SIZE);
    stage.setScene(new Scene(new StackPane(), 400, 300));
    stage.show();
    help = new HelpWindow(stage);
  }

  @AfterEach
  void end() {
    interact(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          look.choose(Look.Theme.DARK, Look.DEFAULT_TEXT_SIZE);
        });
  }

  private void open(GuideTopic topic) {
    interact(() -> help.show(topic));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ScrollPane page() {
    return lookup("#help-page").query();
  }

  private Set<Node> all(String selector) {
    return page().getContent().lookupAll(selector);
  }

  private String title() {
    return text((TextFlow) page().getContent().lookup(".help-heading-1"));
  }

  private static String text(TextFlow flow) {
    StringBuilder words = new StringBuilder();
    flow.getChildren()
        .forEach(
            node ->
                words.append(
                    node instanceof Text text ? text.getText() : ((Labeled) node).getText()));
    return words.toString();
  }

  @Test
  void everyPageIsShownWholeAndFits() throws Exception {
    Guide guide = Guide.read();
    for (GuideTopic topic : GuideTopic.values()) {
      open(topic);
      GuidePage shown = guide.named(topic.page());
      assertEquals(shown.title(), title());
      assertEquals(shown.sections().size(), all(".help-heading").size());
      double width = page().getContent().getLayoutBounds().getWidth();
      assertTrue(
          width <= page().getViewportBounds().getWidth() + 1,
          topic + ": the page is wider than the window: " + width);
      for (Node cell : all(".help-cell")) {
        assertTrue(
            cell.getLayoutBounds().getWidth() >= 50, topic + ": a column of a table is too narrow");
      }
      for (Node node : ((javafx.scene.layout.VBox) page().getContent()).getChildren()) {
        assertTrue(
            node.getBoundsInParent().getMaxX() <= width + 1,
            () -> topic + ": " + node + " is wider than the page");
      }
      for (Node picture : all(".image-view")) {
        assertTrue(((ImageView) picture).getImage().getWidth() > 100, topic.toString());
      }
      for (Node code : all(".help-code-area")) {
        TextArea area = (TextArea) code;
        assertTrue(
            area.getText().lines().mapToInt(String::length).max().orElse(0) <= 110,
            topic + ": a line of code is too long to be read: " + area.getText());
      }
      Screenshots.save(page().getScene().getWindow(), "guide-" + topic.page());
    }
  }

  @Test
  void linksSearchAndKeysLeadAround() throws Exception {
    open(GuideTopic.FIRST_MINUTES);
    assertEquals("The first five minutes", title());
    interact(
        () ->
            all(".help-link").stream()
                .map(Hyperlink.class::cast)
                .filter(link -> link.getText().equals("Train and the timeline"))
                .findFirst()
                .orElseThrow()
                .fire());
    assertEquals("Train and the timeline", title());
    push(KeyCode.ALT, KeyCode.LEFT);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("The first five minutes", title());

    push(KeyCode.CONTROL, KeyCode.F);
    TextField search = lookup("#help-search").query();
    assertTrue(search.isFocused());
    clickOn(search).write("where things lie").push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("When something goes wrong", title());
    assertTrue(page().getVvalue() > 0.3, "it has gone to the heading: " + page().getVvalue());
    Screenshots.save(page().getScene().getWindow(), "guide-found");

    push(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(stage.isShowing());
    assertEquals(1, Window.getWindows().size(), "it is closed, and the window is not");
    open(GuideTopic.MODELS);
    assertEquals("Models", title());
    assertEquals("", search.getText());
  }

  @Test
  void codeIsCopiedWhole() {
    open(GuideTopic.MODELS);
    Node code = all(".help-copy").iterator().next();
    clickOn(code);
    String copied =
        WaitForAsyncUtils.waitForAsyncFx(
            5000, () -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    assertTrue(copied.startsWith("alexnet-studio get imagenet\n"), copied);
    assertFalse(copied.endsWith("\n"));
  }

  @Test
  void itsTextGrowsWithTheSettings() throws Exception {
    open(GuideTopic.EXPLORE);
    double small = all(".help-heading-1").iterator().next().getLayoutBounds().getHeight();
    interact(() -> look.choose(Look.Theme.DARK, 20));
    WaitForAsyncUtils.waitForFxEvents();
    double large = all(".help-heading-1").iterator().next().getLayoutBounds().getHeight();
    assertTrue(large > 1.3 * small, small + " to " + large);
    Screenshots.save(page().getScene().getWindow(), "guide-large");
  }
}
