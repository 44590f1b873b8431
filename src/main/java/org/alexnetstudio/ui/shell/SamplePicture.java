package org.alexnetstudio.ui.shell;

import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.classify.ClassRow;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** A sample image beside its likeliest classes; an icon until they are there. */
final class SamplePicture extends StackPane {
  private static final double SIDE = 126;
  private static final int CLASSES = 3;

  SamplePicture(WelcomeSample sample) {
    setId("welcome-sample");
    getChildren().setAll(Icons.of("mdal-image_search"));
    sample.answered().addListener((value, before, now) -> show(now));
  }

  private void show(WelcomeSample.@Nullable Answered answered) {
    if (answered == null) {
      return;
    }
    ImageView picture = new ImageView(Raster.imageOf(answered.picture()));
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    picture.setAccessibleText("Sample image " + answered.image().getFileName());
    VBox classes = new VBox();
    classes.setAlignment(Pos.CENTER_LEFT);
    IntStream.range(0, Math.min(CLASSES, answered.top().size()))
        .mapToObj(i -> new ClassRow(answered.top().get(i), i == 0))
        .forEach(classes.getChildren()::add);
    HBox.setHgrow(classes, Priority.ALWAYS);
    HBox both = new HBox(picture, classes);
    both.getStyleClass().add("card-sample");
    getChildren().setAll(both);
  }
}
