package org.alexnetstudio.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.support.Screenshots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class ErrorDialogTest extends ApplicationTest {
  @Override
  public void start(Stage stage) {
    new Look().choose(Look.Theme.DARK, 13);
  }

  @AfterEach
  void close() {
    interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
  }

  private void show(String why) {
    interact(() -> ErrorDialog.show(null, StudioException.badInput("It failed", why, "Mend it.")));
  }

  @Test
  void aLongReasonIsWholeAndCanBeSelected() throws Exception {
    String tensors =
        IntStream.range(0, 40).mapToObj(i -> "features." + i).collect(Collectors.joining(", "));
    show("nearest is alexnet-torchvision; missing: " + tensors + "; extra: head.weight");
    TextArea area = lookup("#error-reason").queryAs(TextArea.class);
    assertEquals(3, area.getText().lines().count());
    assertTrue(area.getText().contains("features.39"), area.getText());
    assertTrue(area.getText().contains("extra: head.weight"), area.getText());
    assertFalse(area.isEditable());
    Screenshots.save(area.getScene().getWindow(), "error-long");
  }

  @Test
  void aShortReasonIsALabel() {
    show("the file is empty");
    assertTrue(lookup("#error-reason").tryQuery().isEmpty());
    assertTrue(lookup("The file is empty.").tryQuery().isPresent());
  }
}
