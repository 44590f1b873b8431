package org.alexnetstudio.ui.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.image.ImageView;
import org.alexnetstudio.event.Picture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** How large the explained image is. */
class WhyImageTest {
  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  /** Small ones pixel by pixel, where that does not leave half of the room empty. */
  @ParameterizedTest
  @CsvSource({
    "28, 300, 250, 224",
    "128, 400, 245, 245",
    "128, 400, 300, 256",
    "128, 900, 600, 512",
    "128, 100, 300, 100",
    "227, 500, 500, 454",
    "227, 300, 300, 300"
  })
  void fillsTheRoom(int side, double width, double height, double shown) {
    double fit =
        WaitForAsyncUtils.waitForAsyncFx(
            5000,
            () -> {
              WhyImage image = new WhyImage(new SimpleDoubleProperty(0.5));
              image.show(new Picture(side, side, new int[side * side]), null);
              image.resize(width, height);
              image.layout();
              return ((ImageView) image.getChildrenUnmodifiable().get(0)).getFitWidth();
            });
    assertEquals(shown, fit);
  }
}
