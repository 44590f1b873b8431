package org.alexnetstudio.ui.shell;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.session.MemoryUse;
import org.alexnetstudio.ui.fx.GuideLink;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.fx.Icons;

/** What the window shows first: three ways to begin, the quickest first. */
final class WelcomeView extends StackPane {

  WelcomeView(ShellCommands shell, WelcomeSample sample, BooleanProperty atStart) {
    getStyleClass().add("welcome");
    Label title = new Label("AlexNet Studio");
    title.getStyleClass().add("welcome-title");
    Label below = new Label("Train AlexNet on your own pictures, and watch what it learns.");
    below.getStyleClass().add("welcome-below");
    HBox cards = new HBox(24, classify(shell, sample), watch(shell), train(shell));
    cards.setAlignment(Pos.CENTER);
    HBox facts = new HBox(24);
    facts.setAlignment(Pos.CENTER);
    for (String fact :
        List.of(
            Runtime.getRuntime().availableProcessors() + " processor cores",
            String.format(Locale.ROOT, "%.1f GB of memory", MemoryUse.now().total() / 1e9))) {
      Label label = new Label(fact, Icons.of("mdal-check_circle"));
      label.getStyleClass().add("fact");
      facts.getChildren().add(label);
    }
    facts
        .getChildren()
        .add(new GuideLink("The first five minutes, in words", GuideTopic.FIRST_MINUTES));
    CheckBox again = new CheckBox("Do not show this at the start");
    again.setSelected(!atStart.get());
    again.selectedProperty().addListener((value, before, now) -> atStart.set(!now));
    VBox all = new VBox(title, below, cards, facts, again);
    all.getStyleClass().add("welcome-column");
    all.setAlignment(Pos.CENTER);
    all.setMinHeight(Region.USE_PREF_SIZE);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    getChildren().add(scroll);
  }

  private static Node classify(ShellCommands shell, WelcomeSample sample) {
    Button begin = (sample.possible() ? shell.tryStarter() : shell.openModel()).button(null);
    begin.getStyleClass().add("accent");
    return card(
        new SamplePicture(sample),
        "Classify a photograph",
        sample.possible()
            ? "See a model that knows 101 kinds of things at work on sample photographs, then drop"
                + " your own on it, or open another one."
            : "Open a model, and drop photographs on it: it tells what it takes them for, and shows"
                + " why.",
        "mdal-access_time",
        "A second",
        begin);
  }

  private static Node watch(ShellCommands shell) {
    return card(
        Icons.of("mdmz-show_chart"),
        "Watch it train",
        "Start the bundled experiment. Curves, first-layer filters, feature maps and answers change"
            + " before your eyes.",
        "mdal-access_time",
        "First pictures in 10 s, all of it in about two minutes",
        shell.watchBundled().button(null));
  }

  private static Node train(ShellCommands shell) {
    return card(
        Icons.of("mdal-folder_open"),
        "Train on my images",
        "Choose or drop a folder that holds one folder of pictures for each class. The studio"
            + " checks it and fills in the rest.",
        "mdal-lock",
        "Nothing leaves this computer",
        shell.trainOnFolder().button(null));
  }

  private static Node card(
      Node shown, String title, String text, String factIcon, String fact, Button button) {
    StackPane picture = new StackPane(shown);
    picture.getStyleClass().add("card-picture");
    Label name = new Label(title);
    name.getStyleClass().add("card-title");
    Label words = new Label(text);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.getStyleClass().add("text-muted");
    Region gap = new Region();
    VBox.setVgrow(gap, Priority.ALWAYS);
    Label promise = new Label(fact, Icons.of(factIcon));
    promise.setWrapText(true);
    promise.setMinHeight(Region.USE_PREF_SIZE);
    promise.getStyleClass().addAll("text-muted", "text-small");
    button.setMaxWidth(Double.MAX_VALUE);
    VBox body = new VBox(12, name, words, gap, promise, button);
    body.getStyleClass().add("card-body");
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox card = new VBox(picture, body);
    card.getStyleClass().add("card");
    HBox.setHgrow(card, Priority.ALWAYS);
    return card;
  }
}
