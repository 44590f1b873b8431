package org.alexnetstudio.ui.classify;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.ShownImage;
import org.alexnetstudio.ui.fx.Raster;

/** An image with its likeliest classes as one picture, to save. */
final class ResultCard {
  private static final double WIDTH = 480;

  private ResultCard() {}

  /** Draws it in the look of the scene that is given. */
  static Image draw(ImageItem item, ShownImage shown, Scene look) {
    ImageView view = new ImageView(Raster.imageOf(shown.picture()));
    view.setPreserveRatio(true);
    view.setFitWidth(WIDTH);
    view.setFitHeight(WIDTH);
    VBox card = new VBox(8, new VBox(view));
    card.getStyleClass().addAll("result-card", "top-five");
    Label name = new Label(item.name());
    name.getStyleClass().add("text-strong");
    card.getChildren().add(name);
    Answer<List<Prediction>> answer = item.now().answer();
    if (answer != null) {
      Label weights =
          new Label(
              ResultText.weights(answer.weights()) + (item.now().tenCrop() ? ", ten crops" : ""));
      weights.getStyleClass().addAll("text-muted", "text-small");
      card.getChildren().add(weights);
      for (int i = 0; i < answer.value().size(); i++) {
        card.getChildren().add(new ClassRow(answer.value().get(i), i == 0));
      }
    }
    card.setPrefWidth(WIDTH + 32);
    Scene scene = new Scene(card);
    scene.getStylesheets().setAll(look.getStylesheets());
    look.getRoot().getStyleClass().stream()
        .filter(style -> style.startsWith("studio-"))
        .forEach(card.getStyleClass()::add);
    card.setStyle(look.getRoot().getStyle());
    return scene.snapshot(null);
  }
}
