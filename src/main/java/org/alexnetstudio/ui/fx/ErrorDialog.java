package org.alexnetstudio.ui.fx;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/** Says what happened, why and what to do, with details to copy. */
public final class ErrorDialog {
  /** Characters of a reason that is read at a glance. */
  private static final int LONGEST_LABEL = 300;

  /** The one that is shown; of the JavaFX thread. */
  private static @Nullable Alert open;

  private static int more;

  /** Leads to the page for trouble, once the dialog is closed. */
  private static final ButtonType GUIDE = new ButtonType("Guide", ButtonBar.ButtonData.HELP_2);

  private ErrorDialog() {}

  /** What a dialog says. */
  public record Message(String what, String why, String remedy) {
    /** Of any error: the user's own, memory, or a fault of the program. */
    public static Message of(Throwable problem) {
      if (problem instanceof StudioException known) {
        return new Message(known.what(), known.why(), known.remedy());
      }
      if (problem instanceof OutOfMemoryError) {
        return new Message(
            "Java's memory ran out",
            String.valueOf(problem.getMessage()),
            "Close what is open beside it, lower training.batch, or give Java more: start with"
                + " JAVA_OPTS=-Xmx6g. A training that ended goes on from its last checkpoint.");
      }
      return new Message(
          "Something went wrong in AlexNet Studio",
          problem.toString(),
          "Nothing on the disk is lost. Copy the details into a report, and start the program"
              + " again if the window behaves oddly.");
    }
  }

  /**
   * Shows the problem over {@code owner} and returns at once. While one is shown others only count
   * in its heading: an error that comes with every frame must not bury the window.
   */
  public static void show(@Nullable Window owner, Throwable problem) {
    if (open != null && open.isShowing()) {
      more++;
      open.setTitle("AlexNet Studio (and " + more + " more)");
      return;
    }
    more = 0;
    open = alert(owner, problem);
    open.show();
  }

  /** Shows the problem and returns when it has been read. */
  public static void showAndWait(Throwable problem) {
    alert(null, problem).showAndWait();
  }

  private static Alert alert(@Nullable Window owner, Throwable problem) {
    Message message = Message.of(problem);
    Alert alert = new Alert(Alert.AlertType.ERROR);
    alert.initOwner(owner);
    alert.setTitle("AlexNet Studio");
    alert.setHeaderText(message.what());
    Node why = reason(sentence(message.why()));
    Label remedy = wrapped(message.remedy());
    remedy.getStyleClass().add("text-muted");
    alert.getDialogPane().setContent(new VBox(8, why, remedy));
    TextArea details = new TextArea(details(problem));
    details.setEditable(false);
    details.getStyleClass().add("mono");
    details.setPrefRowCount(12);
    alert.getDialogPane().setExpandableContent(details);
    ButtonType copy = new ButtonType("Copy details", ButtonBar.ButtonData.LEFT);
    alert.getButtonTypes().setAll(copy, ButtonType.CLOSE);
    if (owner != null) {
      alert.getButtonTypes().add(GUIDE);
      alert
          .resultProperty()
          .addListener(
              (value, before, now) -> {
                if (now == GUIDE) {
                  Event.fireEvent(owner.getScene().getRoot(), new GuideRequest(GuideTopic.TROUBLE));
                }
              });
    }
    DialogButtons.dress(alert, "mdal-error_outline", "danger");
    alert
        .getDialogPane()
        .lookupButton(copy)
        .addEventFilter(
            ActionEvent.ACTION,
            event -> {
              ClipboardContent content = new ClipboardContent();
              content.putString(details.getText());
              Clipboard.getSystemClipboard().setContent(content);
              event.consume();
            });
    alert.getDialogPane().setPrefWidth(560);
    return alert;
  }

  /** A long one, such as a list of tensors, can be scrolled through and copied from. */
  private static Node reason(String why) {
    if (why.length() <= LONGEST_LABEL) {
      return wrapped(why);
    }
    TextArea area = new TextArea(why.replace("; ", ";\n"));
    area.setId("error-reason");
    area.setAccessibleText("Why");
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefRowCount(10);
    return area;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(520);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    return trimmed.isEmpty() || trimmed.endsWith(".")
        ? trimmed
        : Character.toUpperCase(trimmed.charAt(0)) + trimmed.substring(1) + ".";
  }

  private static String details(Throwable problem) {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("java.version", "os.name", "os.version", "os.arch")) {
      parts.add(name + " " + System.getProperty(name));
    }
    StringWriter trace = new StringWriter();
    problem.printStackTrace(new PrintWriter(trace));
    return String.join(", ", parts) + "\n\n" + trace;
  }
}
