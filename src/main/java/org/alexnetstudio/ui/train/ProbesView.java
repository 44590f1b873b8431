package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Readout;
import org.alexnetstudio.ui.fx.Scrolling;
import org.alexnetstudio.ui.run.ShownRun;

/** The pane with the five likeliest classes of the pinned pictures, and how they changed. */
public final class ProbesView {
  private final ProbesModel model;
  private final PaneFrame frame = new PaneFrame("Top-5");
  private final ProbePictures pictures;
  private final VBox cards = new VBox();
  private final ScrollPane scroll = new ScrollPane(cards);
  private final Node empty;
  private final List<String> images = new ArrayList<>();
  private boolean narrow;

  /**
   * The pane of whichever run is on the screen.
   *
   * @param pictures of the pinned images, which another pane shows too
   * @param addPicture asks for a picture and pins it
   */
  public ProbesView(ObservableValue<ShownRun> run, ProbePictures pictures, Command addPicture) {
    this.pictures = pictures;
    model = new ProbesModel(run);
    empty =
        new EmptyState(
            "mdal-image_search",
            "Pinned pictures and their five likeliest classes appear here.",
            addPicture.button(Icons.of("mdal-add_photo_alternate")));
    cards.getStyleClass().add("probe-cards");
    scroll.getStyleClass().add("tile-scroll");
    scroll.setFitToWidth(true);
    Scrolling.drawDirectly(scroll);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Likeliest classes of the pinned pictures");
    scroll.visibleProperty().bind(empty.visibleProperty().not());
    frame.setBody(scroll, empty);
    model.subtitle().addListener((value, before, now) -> tell());
    frame.chip().bind(model.chip());
    frame.more().add(addPicture.menuItem());
    frame.widthProperty().addListener((value, before, now) -> fold(now.doubleValue()));
    model.cards().addListener((value, before, now) -> show(now));
    show(model.cards().get());
    tell();
  }

  private void fold(double width) {
    if (narrow != width < Readout.NARROW) {
      narrow = !narrow;
      tell();
      show(model.cards().get());
    }
  }

  /** The first half of it says enough where there is no room for more. */
  private void tell() {
    String whole = model.subtitle().get();
    frame.subtitle().set(narrow ? whole.split(" · ", 2)[0] : whole);
  }

  private void show(List<ProbeCard> shown) {
    empty.setVisible(shown.isEmpty());
    List<String> wanted = shown.stream().map(ProbeCard::image).toList();
    if (!wanted.equals(images)) {
      images.clear();
      images.addAll(wanted);
      cards
          .getChildren()
          .setAll(wanted.stream().map(each -> new ProbeCardView(pictures, each)).toList());
    }
    for (int i = 0; i < shown.size(); i++) {
      ProbeCardView card = (ProbeCardView) cards.getChildren().get(i);
      card.setLast(i == shown.size() - 1);
      card.setNarrow(narrow);
      card.show(shown.get(i));
    }
  }

  /** The pane. */
  public PaneFrame frame() {
    return frame;
  }

  /** What is shown. */
  public ProbesModel model() {
    return model;
  }
}
