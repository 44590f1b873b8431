package org.alexnetstudio.ui.help;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.Commands;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.jspecify.annotations.Nullable;

/** The guide in a window of its own, which stays open beside the work. */
public final class HelpWindow {
  private static final String GROUP = "Guide";
  private static final double WIDTH = 1040;
  private static final double HEIGHT = 740;

  private final Window owner;
  private @Nullable Stage stage;
  private @Nullable HelpModel model;

  /**
   * Not shown yet, and not read: that is done when it is first asked for.
   *
   * @param owner it stays above this window, and closes with it
   */
  public HelpWindow(Window owner) {
    this.owner = owner;
  }

  /** Shows a page. */
  public void show(GuideTopic topic) {
    HelpModel shown = model == null ? new HelpModel(Guide.read()) : model;
    model = shown;
    Stage window = stage == null ? build(shown) : stage;
    stage = window;
    shown.open(topic.page());
    window.show();
    window.toFront();
    window.requestFocus();
  }

  private Stage build(HelpModel shown) {
    Stage window = new Stage();
    Label notice = new Label();
    notice.getStyleClass().addAll("text-muted", "text-small", "help-notice");
    notice.visibleProperty().bind(notice.textProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    PageView page =
        new PageView(
            link -> shown.follow(link).ifPresent(address -> notice.setText(copied(address))));
    TextField search = new TextField();
    search.setId("help-search");
    search.setPromptText("Search");
    search.setAccessibleText("Search the guide");
    search.textProperty().bindBidirectional(shown.words());
    ContentsList contents = new ContentsList(shown);
    Command back = new Command(GROUP, "Back", "Alt+Left", shown::back);
    back.disabled().bind(shown.canGoBack().not());
    Command find = new Command(GROUP, "Search", "Shortcut+F", () -> search.requestFocus());
    search.setTooltip(new Tooltip(find.tooltip()));
    search.setOnAction(
        event -> {
          contents.getSelectionModel().selectFirst();
          contents.go();
        });
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            contents.requestFocus();
            contents.getSelectionModel().selectFirst();
            event.consume();
          }
        });
    HBox head = new HBox(8, back.iconButton("mdal-arrow_back"), search);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(search, Priority.ALWAYS);
    VBox side = new VBox(8, head, contents);
    side.getStyleClass().add("help-side");
    VBox.setVgrow(contents, Priority.ALWAYS);
    BorderPane root = new BorderPane(page, null, null, notice, side);
    root.getStyleClass().add("help");
    shown
        .spot()
        .addListener(
            (value, before, now) -> {
              notice.setText("");
              page.show(now);
            });
    Commands commands = new Commands();
    commands.add(List.of(back, find), () -> true);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(root, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
    commands.listen(scene);
    // Before the list and the search, which take Esc for themselves.
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            window.close();
            event.consume();
          }
        });
    window.initOwner(owner);
    window.setTitle("Guide");
    window.setMinWidth(640);
    window.setMinHeight(400);
    window.setScene(scene);
    window.setOnShown(
        event -> {
          page.show(shown.spot().get());
          page.requestFocus();
        });
    return window;
  }

  /** The program opens no other: it works without a network. */
  private static String copied(String address) {
    ClipboardContent content = new ClipboardContent();
    content.putString(address);
    Clipboard.getSystemClipboard().setContent(content);
    return "Copied, to be opened in a browser: " + address;
  }
}
