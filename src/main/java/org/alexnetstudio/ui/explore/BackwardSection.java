package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.beans.property.Property;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Numbers;

/** The unit carried back to the image, by one of three rules. */
final class BackwardSection extends VBox {
  private static final int SIDE = 158;

  private final Label heading = Headings.of("");
  private final SmallPicture picture = new SmallPicture(SIDE);
  private final Label caption = Headings.caption("");

  BackwardSection(Property<BackwardRule> rule) {
    getStyleClass().add("unit-section");
    Choice<BackwardRule> choice =
        new Choice<>(
            "How the unit is carried back to the image",
            List.of(BackwardRule.GUIDED, BackwardRule.DECONVOLUTION, BackwardRule.GRADIENT),
            BackwardSection::name);
    choice.setId("backward-rule");
    choice.value().bindBidirectional(rule);
    choice.setMaxWidth(USE_PREF_SIZE);
    choice.getStyleClass().add("small-choice");
    Tooltip.install(
        choice,
        new Tooltip(
            "What passes a rectifier on the way back: of what arrives, what is above 0 where the"
                + " unit was active; what is above 0; all where it was active"));
    picture.setId("backward-picture");
    getChildren().addAll(heading, picture, caption, choice);
    setMinWidth(SIDE);
  }

  private static String name(BackwardRule rule) {
    return switch (rule) {
      case GUIDED -> "Guided";
      case DECONVOLUTION -> "Deconv";
      case GRADIENT -> "Gradient";
    };
  }

  private static String title(BackwardRule rule) {
    return switch (rule) {
      case GUIDED -> "Guided backprop";
      case DECONVOLUTION -> "Deconvolution";
      case GRADIENT -> "Gradient";
    };
  }

  void show(UnitView view, BackwardRule rule) {
    Attribution back = view.backward();
    picture.show(
        new Picture(back.width(), back.height(), Tints.centred(back.values(), back.channels())));
    String limit = Numbers.of(Tints.limit(back.values()));
    heading.setText(title(rule));
    caption.setText("grey 0 · ±" + limit);
    picture.setAccessibleText(
        title(rule) + " from unit " + view.unit() + " to the image, the largest " + limit);
  }
}
