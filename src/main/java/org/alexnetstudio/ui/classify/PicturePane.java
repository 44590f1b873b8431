package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import javafx.geometry.Insets;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.ShownImage;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/** The chosen image, large, with the part that the network sees of it, and why it sees what. */
final class PicturePane {
  /** Pixels of the longer side: more are not to be seen. */
  private static final int LONGEST = 1600;

  /** Characters of a title. */
  private static final int TITLE = 36;

  private final BiFunction<Path, Integer, CompletableFuture<ShownImage>> source;
  private final PaneFrame frame = new PaneFrame("Image");
  private final CropPicture picture = new CropPicture();
  private final CropPicture original = new CropPicture();
  private final WhyModel whyModel;
  private final WhyView why;
  private final StackPane content = new StackPane(picture);
  private @Nullable CompletableFuture<ShownImage> loading;
  private @Nullable ImageItem item;

  PicturePane(
      ClassifyModel model,
      WhyModel whyModel,
      BiFunction<Path, Integer, CompletableFuture<ShownImage>> source,
      ClassifyCommands commands) {
    this.source = source;
    this.whyModel = whyModel;
    why = new WhyView(whyModel, content, original, commands.cancel());
    frame.setId("picture-pane");
    content.setPadding(new Insets(12));
    content.setMinSize(0, 0);
    frame.setCenter(why);
    frame
        .choices()
        .addAll(
            commands.save().iconButton("mdal-get_app"),
            commands.copy().iconButton("mdal-content_copy"));
    frame
        .more()
        .addAll(
            commands.saveWhy().menuItem(),
            commands.saveNumbers().menuItem(),
            commands.copyWhy().menuItem(),
            commands.nearest().menuItem());
    model.chosen().addListener((property, before, now) -> show(now));
    // Of the chosen image only, but it may change itself.
    ChosenResult.listen(model, this::changed);
    show(model.chosen().get());
  }

  private void show(@Nullable ImageItem next) {
    item = next;
    if (loading != null) {
      loading.cancel(false);
    }
    picture.show(null);
    original.show(null);
    content.getChildren().setAll(picture);
    frame.title().set(next == null ? "Image" : shortened(next.name()));
    frame.subtitle().set("");
    if (next != null) {
      CompletableFuture<ShownImage> asked = source.apply(next.path(), LONGEST);
      loading = asked;
      FxThread.whenDone(asked, image -> loaded(next, image), problem -> broken(next, problem));
    }
  }

  /** The beginning and the end of a long name. */
  private static String shortened(String name) {
    int end = 12;
    return name.length() <= TITLE
        ? name
        : name.substring(0, TITLE - end - 1) + "…" + name.substring(name.length() - end);
  }

  private void loaded(ImageItem of, ShownImage image) {
    if (of == item) {
      picture.show(image);
      original.show(image);
      original.setAccessibleText("The whole of " + of.name());
      picture.setAccessibleText(of.name());
      describe();
    }
  }

  private void broken(ImageItem of, Throwable problem) {
    if (of == item) {
      content
          .getChildren()
          .setAll(
              new EmptyState("mdal-broken_image", ResultText.sentence(Message.of(problem).why())));
    }
  }

  /** A file that could be classified can be shown, though it could not be before. */
  private void changed() {
    ImageItem of = item;
    boolean broken = !content.getChildren().contains(picture);
    if (broken && of != null && of.now().state() == State.DONE) {
      show(of);
    }
    describe();
  }

  /** Size and crop, which belong to the weights that answered. */
  private void describe() {
    ShownImage image = picture.shown();
    ImageItem of = item;
    if (image == null || of == null) {
      return;
    }
    String size = image.fileWidth() + " × " + image.fileHeight();
    Answer<List<Prediction>> answer = of.now().answer();
    if (answer == null) {
      frame.subtitle().set(size);
      picture.outline(null);
      original.outline(null);
      return;
    }
    WeightsOrigin weights = answer.weights();
    boolean ten = of.now().tenCrop();
    String crop = weights.side() + " × " + weights.side();
    frame.subtitle().set(size + " · " + (ten ? "ten crops of " : "centre crop ") + crop);
    Rectangle2D seen = CropPicture.seen(image.fileWidth(), image.fileHeight(), weights, ten);
    picture.outline(seen);
    original.outline(CropPicture.seen(image.fileWidth(), image.fileHeight(), weights, false));
  }

  /** Image and colours as one picture; null where nothing is explained. */
  @Nullable Picture explained() {
    Why found = whyModel.latest().answer().get();
    WhyColours colours = why.colours();
    return found == null || colours == null
        ? null
        : colours.over(found.overview().image(), whyModel.blend().get());
  }

  /** The picture shown; null before it is there. */
  @Nullable ShownImage shown() {
    return picture.shown();
  }

  PaneFrame frame() {
    return frame;
  }
}
