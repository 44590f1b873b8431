package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.OfferedImages;
import org.alexnetstudio.ui.fx.Raster;

/** Takes in what is dropped or pasted: files, an image, or a text of paths. */
final class Incoming {
  private final ClassifyModel model;
  private final ImageFiles images;

  Incoming(ClassifyModel model, ImageFiles images) {
    this.model = model;
    this.images = images;
  }

  /** Whether there is anything that could be taken in. */
  static boolean accepts(Clipboard board) {
    return OfferedImages.in(board);
  }

  /** Such as "3 files". */
  static String describe(Clipboard board) {
    List<Path> files = OfferedImages.files(board);
    if (board.hasFiles() && files.size() == 1) {
      return board.getFiles().get(0).getName();
    }
    return files.size() > 1 ? files.size() + " files" : board.hasImage() ? "the image" : "the file";
  }

  void take(Clipboard board) {
    Image image = OfferedImages.image(board);
    if (image != null && !board.hasFiles()) {
      FxThread.whenDone(
          images.keepPasted(() -> Raster.pictureOf(image)),
          path -> model.add(List.of(path)),
          problem -> model.notice().set(sentence(Message.of(problem))));
      return;
    }
    List<Path> paths = OfferedImages.files(board);
    if (paths.isEmpty()) {
      model.notice().set("The clipboard holds no image, no file and no path of one.");
    }
    model.add(paths);
  }

  private static String sentence(Message message) {
    return message.what() + ": " + message.why() + ". " + message.remedy();
  }
}
